/** What the harness and the server's process say to each other. */

import * as v from "valibot";

export const HOST_WISH = v.variant("do", [
  v.object({
    do: v.literal("evict"),
    room: v.string(),
    /** Whether the room's sockets outlive its memory, as in hibernation, or are closed with it. */
    sockets: v.picklist(["hibernate", "close"]),
  }),
  v.object({ do: v.literal("reload") }),
]);
export type HostWish = v.InferOutput<typeof HOST_WISH>;

export const HOST_ANSWER = v.variant("kind", [
  v.object({ kind: v.literal("done") }),
  /** A room cannot be evicted while something is under way in it, or when it is not awake. */
  v.object({ kind: v.literal("impossible") }),
  v.object({ kind: v.literal("failed"), error: v.string() }),
]);
export type HostAnswer = v.InferOutput<typeof HOST_ANSWER>;
