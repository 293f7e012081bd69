/** Which language a reader gets. */

/** The languages that the pages speak. Another one is named here: the compiler asks for the rest. */
export const LANGUAGES = ["en", "pl"] as const;

export type Language = (typeof LANGUAGES)[number];

/** The cookie in which a reader's own choice of one of them is kept. */
export const LANGUAGE_COOKIE = "gatehouse-language";

/** The language of a tag: Polish for "pl-PL", English for a language not spoken here. */
export function languageOf(tag: string): Language {
  return spoken(tag) ?? "en";
}

/**
 * The first of the reader's languages that the pages speak, as a tag that `Intl` takes: it keeps
 * the region, since en-GB and en-US write the time of day differently.
 * @param preferences tags, the best first: `navigator.languages`, or those of `Accept-Language`
 * @param choice the language that the reader has chosen here, which goes before all others
 */
export function chooseLanguage(preferences: readonly string[], choice = ""): string {
  const chosen = preferences.filter((tag) => spoken(tag) === choice);
  const tag = [...chosen, choice, ...preferences].find((preference) => spoken(preference));
  if (tag === undefined) return "en";
  const region = /^[a-z]+(?:-[a-z]{4})?-([a-z]{2}|\d{3})(?:-|$)/i.exec(tag)?.[1];
  return region === undefined ? languageOf(tag) : `${languageOf(tag)}-${region.toUpperCase()}`;
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

function spoken(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split("-", 1);
  return LANGUAGES.find((language) => language === primary);
}
