/** What a notification says. */

import type { Texts } from "../../presentation/en.ts";
import type { Unread } from "../unread.ts";

/** The most characters of a message: no system shows more, and many show less. */
const LENGTH = 140;

/** The latest message, and how many there are; of what was missed, how much it was. */
export function wordsFor(
  { count, newest }: Unread,
  missed: boolean,
  { announced, newMessages }: Pick<Texts, "announced" | "newMessages">,
): string {
  if (missed || !newest) return newMessages(count);
  const latest = announced(newest.by.name, shorten(newest.text));
  return count > 1 ? `${latest}\n${newMessages(count)}` : latest;
}

function shorten(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/g, " "));
  return characters.length > LENGTH
    ? `${characters.slice(0, LENGTH - 1).join("")}…`
    : characters.join("");
}
