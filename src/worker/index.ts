/** The worker: one app, and one Durable Object for each room. */

import { app } from "./app.ts";

export default app;
export { Room } from "../room/room.ts";
