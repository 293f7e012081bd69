/** The first frame of every session: where the log stands, who is here, and what the client lacks. */

import type { Join } from "../protocol/queries.ts";
import { PROTOCOL, type Entry, type WelcomeFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { EPOCH, type Log } from "./log.ts";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Rate } from "./throttle.ts";

/** What a welcome is made of. */
export interface Arrival {
  readonly room: string;
  readonly session: Session;
  /** The place in the log that the client says it has reached. */
  readonly place: Join["place"];
  readonly log: Log;
  readonly presence: Presence;
  readonly rate: Rate;
}

export function welcome({ room, session, place, log, presence, rate }: Arrival): WelcomeFrame {
  const base = {
    type: "welcome",
    protocol: PROTOCOL,
    room,
    epoch: EPOCH,
    head: log.head,
    you: session.person,
    ...presence.census(session.person),
    limits: {
      text: LIMITS.text,
      name: LIMITS.name,
      frame: LIMITS.frame,
      postsPerSecond: rate.perSecond,
      postsBurst: rate.burst,
    },
  } as const;
  const entries = missed(place, log);
  if (entries) return { ...base, resumed: true, entries };
  return { ...base, resumed: false, messages: log.page(log.head + 1, LIMITS.welcome) };
}

/**
 * Every entry after the client's place. Null if there is no going on from it: it has none, it is of
 * another life of the log, or it lies too far back for one frame.
 */
function missed(place: Join["place"], log: Log): Entry[] | null {
  if (!place || place.since > log.head) return null;
  // Whoever holds nothing can go on from there in every life of the log.
  if (place.since > 0 && place.epoch !== EPOCH) return null;
  return log.since(place.since, { entries: LIMITS.resume, text: LIMITS.resumeText });
}
