/**
 * The real worker and the real room, with handles for the faults that only come from inside: a turn
 * that fails, and a clock that jumps. Only this build has them.
 */

import { app } from "../../src/worker/app.ts";
import type { Env } from "../../src/worker/env.ts";
import { Room as RealRoom } from "../../src/room/room.ts";

/** Where in the turn of the next write a room fails, or that its storage is full then. */
type Moment = "before" | "after" | "sent" | "full";

const MOMENTS: readonly string[] = ["before", "after", "sent", "full"] satisfies Moment[];

// A room lives in the isolate of its worker here, so that a variable of the module reaches both.
const armed = new Map<string, string>();
let aborted = 0;

/** By how many milliseconds the clock has been wrong, and since when by the true one. */
const skews = [{ since: 0, by: 0 }];
const skewAt = (at: number): number => skews.findLast(({ since }) => since <= at)?.by ?? 0;

const trueNow = Date.now.bind(Date);
Date.now = () => trueNow() + skewAt(Infinity);

export class Room extends RealRoom {
  constructor(ctx: DurableObjectState, env: Env) {
    skewPings(ctx);
    trap(ctx);
    super(ctx, env);
  }
}

/** The runtime's own note of a ping knows nothing of our clock. */
function skewPings(ctx: DurableObjectState): void {
  const timestamp = ctx.getWebSocketAutoResponseTimestamp.bind(ctx);
  ctx.getWebSocketAutoResponseTimestamp = (socket) => {
    const at = timestamp(socket);
    return at && new Date(at.getTime() + skewAt(at.getTime()));
  };
}

/** Makes the write of an armed room fail as a bug or a broken disk would: by an exception. */
function trap(ctx: DurableObjectState): void {
  const { sql } = ctx.storage;
  const exec = sql.exec.bind(sql);
  const trapped: typeof sql.exec = (query, ...bindings) => {
    const room = ctx.id.name ?? "";
    const moment = query.includes("INSERT INTO entry") ? armed.get(room) : undefined;
    if (moment === undefined) return exec(query, ...bindings);
    armed.delete(room);
    aborted++;
    // No fault of the room's: who has written is to wait.
    if (moment === "full") throw new Error("Chaos: SQLITE_FULL");
    if (moment === "before") throw new Error("Chaos, before the write.");
    const cursor = exec<never>(query, ...bindings);
    if (moment === "after") throw new Error("Chaos, after the write.");
    // After the turn: everything is written and sent by then, and none of it has left.
    queueMicrotask(() => ctx.abort("Chaos, when all was sent."));
    return cursor;
  };
  sql.exec = trapped;
}

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.startsWith("/chaos/")) return app.fetch(request, env, ctx);
    const room = searchParams.get("room");
    const moment = searchParams.get("moment");
    if (pathname === "/chaos/clock") {
      skews.push({ since: trueNow(), by: skewAt(Infinity) + Number(searchParams.get("by")) });
    }
    if (pathname === "/chaos/abort" && room !== null && moment !== null) {
      if (!MOMENTS.includes(moment)) return new Response("No such moment.", { status: 400 });
      armed.set(room, moment);
    }
    return Response.json({ aborted, skew: skewAt(Infinity) });
  },
};
