/** The texts of every language. The client, which speaks one at a time, does not import this. */

import { en, type Texts } from "./en.ts";
import { languageOf, type Language } from "./language.ts";
import { pl } from "./pl.ts";

const TEXTS: Readonly<Record<Language, Texts>> = { en, pl };

/** The texts for a language tag. */
export function textsFor(tag: string): Texts {
  return TEXTS[languageOf(tag)];
}
