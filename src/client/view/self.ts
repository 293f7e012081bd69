/** Who one is, as far as the page can tell. */

import type { Author } from "../../protocol/frames.ts";
import type { State } from "../state.ts";

/** Before the room has said so, it is who has spoken here under the name that one asks for. */
export function selfIn({ room: { you, messages }, joining }: State): Author {
  const name = you?.name ?? joining.asked ?? "";
  const id = you?.id ?? messages.findLast(({ by }) => by.name === name)?.by.id ?? "";
  return { id, name };
}
