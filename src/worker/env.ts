import type { RoomEnv } from "../room/env.ts";
import type { Room } from "../room/room.ts";

/** The bindings and variables of wrangler.toml. */
export interface Env extends RoomEnv {
  readonly ROOMS: DurableObjectNamespace<Room>;
  /** Origins besides this site's own whose pages may open a socket, separated by commas. */
  readonly ALLOWED_ORIGINS: string;
}
