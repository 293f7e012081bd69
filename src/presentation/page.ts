/** The texts that the server alone says. They are apart from the others, since no script needs them. */

import { enPage, type PageTexts } from "./en-page.ts";
import { languageOf, type Language } from "./language.ts";
import { plPage } from "./pl-page.ts";

const TEXTS: Readonly<Record<Language, PageTexts>> = { en: enPage, pl: plPage };

/** The texts of a page without its script, for a language tag. */
export function pageTextsFor(tag: string): PageTexts {
  return TEXTS[languageOf(tag)];
}
