/** The texts of the room menu. They are apart from the others, since they come when it is opened. */

import { enMenu, type MenuTexts } from "./en-menu.ts";
import { languageOf, type Language } from "./language.ts";
import { plMenu } from "./pl-menu.ts";

const TEXTS: Readonly<Record<Language, MenuTexts>> = { en: enMenu, pl: plMenu };

/** The menu's texts for a language tag. */
export function menuTextsFor(tag: string): MenuTexts {
  return TEXTS[languageOf(tag)];
}
