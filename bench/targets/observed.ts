/** The worker and the room as they are, and a count of what the room does. Only the bench builds it. */

import { Room as RealRoom } from "../../src/room/room.ts";
import { app } from "../../src/worker/app.ts";
import type { Env } from "../../src/worker/env.ts";
import { Meter, watchTimers } from "./meter.ts";

watchTimers();

// A room lives in the isolate of its worker here, so that a variable of the module reaches both.
const meters = new Map<string, Meter>();

function meterOf(room: string): Meter {
  const meter = meters.get(room) ?? new Meter();
  meters.set(room, meter);
  return meter;
}

export class Room extends RealRoom {
  readonly #meter: Meter;

  constructor(ctx: DurableObjectState, env: Env) {
    const meter = meterOf(ctx.id.name ?? "");
    meter.live();
    meter.watch(ctx.storage);
    meter.enter();
    super(ctx, env);
    meter.leave();
    this.#meter = meter;
  }

  override fetch(request: Request): Response {
    return this.#meter.request(() => super.fetch(request));
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#meter.message(() => super.webSocketMessage(socket, data));
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#meter.during(() => super.webSocketClose(socket, code));
  }

  override webSocketError(socket: WebSocket): void {
    this.#meter.during(() => super.webSocketError(socket));
  }

  override history(page: Parameters<RealRoom["history"]>[0]): ReturnType<RealRoom["history"]> {
    return this.#meter.request(() => super.history(page));
  }

  override threads(): ReturnType<RealRoom["threads"]> {
    return this.#meter.request(() => super.threads());
  }
}

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Response | Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/bench/counts") return app.fetch(request, env, ctx);
    return Response.json(meterOf(searchParams.get("room") ?? "").counts);
  },
};
