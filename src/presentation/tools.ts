/** The texts of the sheets and commands. They are apart from the others, since they come later. */

import { enTools, type ToolTexts } from "./en-tools.ts";
import { languageOf, type Language } from "./language.ts";
import { plTools } from "./pl-tools.ts";

const TEXTS: Readonly<Record<Language, ToolTexts>> = { en: enTools, pl: plTools };

/** The texts of the sheets and commands for a language tag. */
export function toolTextsFor(tag: string): ToolTexts {
  return TEXTS[languageOf(tag)];
}
