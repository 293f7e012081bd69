import type { BoardTexts } from "../../presentation/en-board.ts";
import type { Texts } from "../../presentation/en.ts";
import type { Measures } from "../../presentation/measures.ts";
import type { Times } from "../../presentation/time.ts";

/** What the board needs to say something in its reader's way. */
export interface BoardReader {
  readonly texts: BoardTexts;
  /** What every page says. */
  readonly common: Texts;
  readonly times: Times;
  readonly measures: Measures;
}
