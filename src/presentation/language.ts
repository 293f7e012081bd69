/** Which language a reader gets, and its texts. */

import { en, type Texts } from "./en.ts";
import { pl } from "./pl.ts";

/** Another language is one file and one line here. */
const TEXTS: ReadonlyMap<string, Texts> = new Map([
  ["en", en],
  ["pl", pl],
]);

/** The texts for a language tag: those of `pl` for "pl-PL", English for a language not spoken here. */
export function textsFor(language: string): Texts {
  return TEXTS.get(primary(language)) ?? en;
}

/**
 * The first of the reader's languages that the pages speak, as a tag that `Intl` takes: it keeps
 * the region, since en-GB and en-US write the time of day differently.
 * @param preferences tags, the best first: `navigator.languages`, or those of `Accept-Language`
 */
export function chooseLanguage(preferences: readonly string[]): string {
  const tag = preferences.find((preference) => TEXTS.has(primary(preference)));
  if (tag === undefined) return "en";
  const region = /^[a-z]+(?:-[a-z]{4})?-([a-z]{2}|\d{3})(?:-|$)/i.exec(tag)?.[1];
  return region === undefined ? primary(tag) : `${primary(tag)}-${region.toUpperCase()}`;
}

/** The tags of an `Accept-Language` header, the best first; those that are refused (q=0) left out. */
export function acceptedLanguages(header: string | null | undefined): string[] {
  return (header ?? "")
    .split(",")
    .map((item) => {
      const [tag = "", ...parameters] = item.split(";").map((part) => part.trim());
      const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { tag, quality: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function primary(tag: string): string {
  return tag.split("-", 1)[0]!.toLowerCase();
}
