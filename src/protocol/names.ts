/** Display names: what a person may be called, and when two names are the same. */

import { LIMITS } from "./limits.ts";

/**
 * Characters that hide in a name or reorder what stands beside it: controls, surrogates, private use,
 * line separators, and format characters (the bidirectional ones among them) but for the joiners,
 * without which emoji and Persian cannot be written.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?!\u200c|\u200d)\p{Cf}/u;

/** A letter, a digit, a symbol or a punctuation mark: something that a reader sees. */
const VISIBLE = /[\p{L}\p{N}\p{S}\p{P}]/u;

/** Characters that show nothing, or only change how another is drawn; the blank Braille cell is one. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** UTF-16 units that are looked at: normalising a text takes time that grows with its square. */
const RAW_MAX = 8 * LIMITS.name;

/**
 * The form in which a name is shown and stored: NFC, without space at the ends, one space between
 * words. Null if it is no name: nothing visible, a forbidden character, or over `LIMITS.name`.
 */
export function canonicalName(raw: string): string | null {
  if (raw.length > RAW_MAX) return null;
  const name = raw
    .normalize("NFC")
    .replace(/\p{Zs}+/gu, " ")
    .trim();
  if (FORBIDDEN.test(name)) return null;
  if (!VISIBLE.test(name.replace(UNSEEN, ""))) return null;
  return characters(name) <= LIMITS.name ? name : null;
}

/** Two names with the same key are the same name: compatibility forms and case are folded. */
export function nameKey(name: string): string {
  // By way of the capitals, which fold more: ß is SS, and a final sigma is a sigma. The capital ẞ is ß.
  const folded = name.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase();
  const seen = folded.replace(UNSEEN, "");
  return seen.normalize("NFKC").replace(/\s+/gu, " ").trim();
}

/** The name with a number behind it, shortened so that it stays a name: "Ala" → "Ala 2". */
export function numberedName(name: string, number: number): string {
  const suffix = ` ${number}`;
  const kept = Array.from(name).slice(0, LIMITS.name - suffix.length);
  return kept.join("").trimEnd() + suffix;
}

/** The length of a text in characters (Unicode code points). */
export function characters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++, count++) {
    if (text.codePointAt(i)! > 0xffff) i++;
  }
  return count;
}
