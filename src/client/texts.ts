/** The texts of the page's language: no reader loads what another one reads. */

import type { Texts } from "../presentation/en.ts";
import { languageOf, type Language } from "../presentation/language.ts";

const TEXTS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import("../presentation/en.ts")).en,
  pl: async () => (await import("../presentation/pl.ts")).pl,
};

/** Loads the texts for a language tag. The page has named their file, so it is on its way already. */
export function loadTexts(tag: string): Promise<Texts> {
  return TEXTS[languageOf(tag)]();
}
