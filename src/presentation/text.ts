/** The text of a message: its links, and whether it is nothing but emoji. */

/** A stretch of a message: plain text, or an address that can be opened. */
export interface Span {
  readonly text: string;
  /** Where it leads; null for plain text. */
  readonly href: string | null;
}

// From the scheme to the next space, quote, angle bracket or invisible character. The host begins
// with a letter, a digit or the bracket of an IPv6 address. One that begins with www needs no scheme
// if it stands by itself and has two more parts, and if what looks like it is no name before an "@".
// Capitals one by one: ignoring case, "s" would also be the long "ſ".
const ADDRESS =
  /(?:\b[Hh][Tt][Tt][Pp][Ss]?:\/\/(?=[\p{L}\p{N}[])|(?<![\p{L}\p{N}@/:.-])[Ww]{3}(?=(?:\.[\p{L}\p{N}-]+){2})(?![^/\s]*@))[^\s<>"“”„«»\p{Cc}\p{Cf}]+/gu;

/** What ends a sentence rather than an address. */
const PUNCTUATION: ReadonlySet<string> = new Set(".,:;!?'’…*_~");

/** Closing brackets and their openers. */
const BRACKETS: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/** Splits a text at the web addresses in it. Nothing but http and https ever becomes a link. */
export function spans(text: string): Span[] {
  const found: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    if (match.index > end) found.push({ text: text.slice(end, match.index), href: null });
    found.push({ text: address, href: address.replace(/^w/i, "https://$&") });
    end = match.index + address.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), href: null });
  return found;
}

/** Without what belongs to the sentence: its punctuation, and brackets that the address did not open. */
function withoutTail(address: string): string {
  const surplus = new Map<string, number>();
  for (const [closing, opening] of BRACKETS) {
    surplus.set(closing, address.split(closing).length - address.split(opening).length);
  }
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    const unopened = surplus.get(last) ?? 0;
    if (unopened > 0) surplus.set(last, unopened - 1);
    else if (!PUNCTUATION.has(last)) break;
  }
  return address.slice(0, end);
}

/** Lines that a message may have to stand as it is: a screen of a phone. */
const LINES = 24;

/** Tells whether a text has so many lines of its own that it is shown in a box that scrolls. */
export function isTall(text: string): boolean {
  return text.split("\n").length > LINES;
}

const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u;

/** UTF-16 code units: about eight emoji, fewer if they are families; a wall of them stays small. */
const EMOJI_LENGTH = 24;

/** Tells whether a text is a few emoji and nothing else, which are shown large. */
export function isEmoji(text: string): boolean {
  return text.length <= EMOJI_LENGTH && text.trim() !== "" && EMOJI_ONLY.test(text);
}
