/** The texts of every language. A client speaks one: scripts/build.ts leaves out the others. */

import { en, type Texts } from "./en.ts";
import { languageOf, type Language } from "./language.ts";
import { pl } from "./pl.ts";

const TEXTS: Readonly<Record<Language, Texts>> = { en, pl };

/** The texts for a language tag. */
export function textsFor(tag: string): Texts {
  return TEXTS[languageOf(tag)];
}
