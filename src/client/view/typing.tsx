/** Who is writing just now. A screen reader finds it, and is not told of each change. */

import type { Author } from "../../protocol/frames.ts";
import type { Texts } from "../../presentation/en.ts";

interface TypingProps {
  readonly typists: readonly Author[];
  /** What is said while nobody is writing. */
  readonly otherwise: string | null;
  readonly texts: Texts;
}

/** A line that always takes its space, beside what the connection has to say. */
export function Typing({ typists, otherwise, texts }: TypingProps) {
  const names = typists.map(({ name }) => isolated(name));
  return <p class="typing">{names.length > 0 ? texts.typing(names.length, names) : otherwise}</p>;
}

/** A name that is written in the other direction must not turn the words round it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
