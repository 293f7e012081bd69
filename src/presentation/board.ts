/** The texts of the board. They are apart from the others, since no room's page needs them. */

import { enBoard, type BoardTexts } from "./en-board.ts";
import { languageOf, type Language } from "./language.ts";
import { plBoard } from "./pl-board.ts";

const TEXTS: Readonly<Record<Language, BoardTexts>> = { en: enBoard, pl: plBoard };

/** The board's texts for a language tag. */
export function boardTextsFor(tag: string): BoardTexts {
  return TEXTS[languageOf(tag)];
}
