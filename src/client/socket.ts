/** A link to the room, a session's or a board's: comes back by itself, and notices when it is only half alive. */

import ReconnectingWebSocket, { type Options } from "partysocket/ws";
import { isFinal, OTHER_VERSION, TOO_FAST, type FinalCode } from "../protocol/close.ts";
import { PING, PONG, SUBPROTOCOL, type ClientFrame } from "../protocol/frames.ts";
import { UNLINKED, type Link } from "./state.ts";

/** The first return waits this many milliseconds; each further one `GROWTH` times as long. */
const FIRST_RETURN = { min: 500, max: 2_000 };
const GROWTH = 1.6;
/** The last one is this many times the first, spread over 3.75 to 15 s: a crowd never comes at once. */
const GROWN = 7.5;

/** Milliseconds before the return of a client that the room found too fast: among the longest. */
const CALM = { min: 10_000, max: 15_000 };

/** A link that held for this many milliseconds was a good one: the next return is a first one. */
const STEADY = 10_000;

/**
 * Milliseconds from one ping to the next, spread so that those of a crowd do not coincide. A page that
 * hears much pings too, and one out of sight, or its reader would count as gone: only what a page sends
 * is its sign of life. Timers of a page out of sight run once a minute.
 */
const QUIET = { min: 20_000, max: 30_000 };

/** Milliseconds in which a ping must be answered. With `QUIET`, a dead link is noticed within 45 s. */
const PATIENCE = 15_000;

/** The same where there is reason for doubt: the network has changed, or the page was asleep. */
const DOUBT = 4_000;

/** A timer later than this, in milliseconds, says more of the page, which has slept, than of the link. */
const LATE = 3_000;

/** Milliseconds for a handshake; a phone's radio needs seconds to wake. */
const HANDSHAKE = 10_000;

/** Milliseconds after which an outage is worth a word. */
const GRACE = 5_000;

/** What comes over a link. */
interface Frame {
  readonly type: string;
}

/** What the socket asks and tells. */
export interface SocketOwner<Received extends Frame> {
  /** The address of the upgrade, with the place in the log that has been reached by now. */
  readonly address: () => string;
  /** Reads a frame. Null for what has no meaning in this version. */
  readonly decode: (text: string) => Received | null;
  /** The type of the frame with which the room begins. */
  readonly greeting: Received["type"];
  readonly received: (frame: Received) => void;
  readonly changed: (link: Link) => void;
}

export class Socket<Received extends Frame> {
  readonly #owner: SocketOwner<Received>;
  readonly #socket: ReconnectingWebSocket;
  #link: Link = UNLINKED;
  #failures = 0;
  #ping: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #endWait = () => {};
  /** When the pings were sent that have not been answered, by `performance.now()`, the oldest first. */
  #pinged: number[] = [];
  #roundTrip: number | null = null;

  constructor(owner: SocketOwner<Received>, options: Pick<Options, "WebSocket"> = {}) {
    this.#owner = owner;
    this.#socket = new ReconnectingWebSocket(() => this.#nextAddress(), SUBPROTOCOL, {
      ...options,
      // The outbox keeps what is to be sent: partysocket's own queue would send it out of turn.
      maxEnqueuedMessages: 0,
      // partysocket's delays have no jitter, so all of the waiting is done for the address.
      minReconnectionDelay: 0,
      connectionTimeout: HANDSHAKE,
      shouldReconnectOnClose: ({ code }) => !isFinal(code),
    });
    this.#socket.addEventListener("open", () => this.#opened());
    this.#socket.addEventListener("message", ({ data }) => this.#received(data));
    this.#socket.addEventListener("close", ({ code }) => this.#closed(code));
    this.#loseLater(UNLINKED.since);
  }

  /** Sends a frame if there is a link, and drops it otherwise: after the next welcome it is due again. */
  send(frame: ClientFrame): void {
    const tells = frame.type === "post" || frame.type === "typing";
    const rtt = tells && this.#roundTrip !== null && { rtt: this.#roundTrip };
    this.#socket.send(JSON.stringify({ ...frame, ...rtt }));
  }

  /**
   * Something was missed, or the network is gone: drops the link and comes back, to be told whatever
   * there is. A link that lived after all is missing for a moment, and nothing is lost.
   */
  resume(): void {
    // What is closing tells its end by itself. partysocket would leave it without a word, and its posts.
    const isClosing = this.#socket.readyState === ReconnectingWebSocket.CLOSING;
    if (this.#link.kind !== "closed" && !isClosing) this.#socket.reconnect();
  }

  /** The page is looked at, or the network is back: finds out at once whether the link still lives. */
  wake(): void {
    if (this.#socket.readyState === ReconnectingWebSocket.OPEN) this.#probe(DOUBT);
    else this.#endWait();
  }

  async #nextAddress(): Promise<string> {
    if ("retryAt" in this.#link && this.#link.retryAt !== null) {
      await this.#wait(this.#link.retryAt - Date.now());
      this.#change({ ...this.#link, retryAt: null });
    }
    return this.#owner.address();
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #opened(): void {
    this.#pinged = [];
    this.#roundTrip = null;
    this.#heard();
  }

  #received(data: unknown): void {
    this.#heard();
    if (data === PONG) return this.#measure();
    if (typeof data !== "string") return;
    const frame = this.#owner.decode(data);
    if (!frame) return this.#notUnderstood(data);
    if (frame.type === this.#owner.greeting && this.#link.kind !== "up") {
      this.#change({ kind: "up", since: Date.now(), wasLost: this.#link.kind === "lost" });
    }
    this.#owner.received(frame);
  }

  /** A newer room may say what has no meaning here. Without its greeting, though, nothing has any. */
  #notUnderstood(text: string): void {
    if (this.#link.kind === "up" || typeOf(text) !== this.#owner.greeting) return;
    this.#end(OTHER_VERSION);
    this.#socket.close(OTHER_VERSION);
  }

  #closed(code: number): void {
    this.#stopWatching();
    const link = this.#link;
    if (link.kind === "closed") return;
    if (isFinal(code)) return this.#end(code);
    const now = Date.now();
    if (link.kind === "up" && now - link.since >= STEADY) this.#failures = 0;
    const tooFast = code === TOO_FAST;
    const delay = tooFast ? between(CALM) : returnDelay(this.#failures++);
    const next = { retryAt: now + delay, tooFast };
    if (link.kind === "up") {
      this.#change({ kind: "down", since: now, ...next });
      return this.#loseLater(now);
    }
    // Where there never was a link and is no network, there is nothing to wait for.
    const kind = link === UNLINKED && !navigator.onLine ? "lost" : link.kind;
    this.#change({ ...link, kind, ...next });
  }

  /** Nothing comes any more; but the room may have been heard last long before. */
  #end(code: FinalCode): void {
    const { kind, since } = this.#link;
    this.#change({ kind: "closed", since: kind === "up" ? Date.now() : since, code });
  }

  /** An outage that began then is worth a word if it lasts, whatever becomes of the clock meanwhile. */
  #loseLater(since: number): void {
    setTimeout(() => {
      if (this.#link.kind !== "down" || this.#link.since !== since) return;
      this.#change({ ...this.#link, kind: "lost" });
    }, GRACE);
  }

  #heard(): void {
    clearTimeout(this.#deadline);
    this.#ping ??= setTimeout(() => this.#probe(PATIENCE), between(QUIET));
  }

  #measure(): void {
    const pinged = this.#pinged.shift();
    if (pinged === undefined) return;
    const took = Math.round(performance.now() - pinged);
    // When it took longer than a link is given, the page has slept meanwhile.
    if (took <= PATIENCE) this.#roundTrip = took;
  }

  #probe(patience: number): void {
    this.#stopWatching();
    this.#socket.send(PING);
    this.#pinged.push(performance.now());
    const due = Date.now() + patience;
    this.#deadline = setTimeout(() => this.#missed(due), patience);
  }

  /** No answer has been read in time. If nothing could be read at all, it may be there already. */
  #missed(due: number): void {
    if (Date.now() - due < LATE) return this.resume();
    this.#deadline = setTimeout(() => this.resume(), DOUBT);
  }

  #stopWatching(): void {
    clearTimeout(this.#ping);
    clearTimeout(this.#deadline);
    this.#ping = undefined;
  }

  #change(link: Link): void {
    this.#link = link;
    this.#owner.changed(link);
  }
}

function returnDelay(failures: number): number {
  return between(FIRST_RETURN) * Math.min(GROWN, GROWTH ** failures);
}

function between({ min, max }: { readonly min: number; readonly max: number }): number {
  return min + Math.random() * (max - min);
}

/** The type of a frame of whatever version. */
function typeOf(text: string): unknown {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === "object" && frame !== null && "type" in frame ? frame.type : null;
  } catch {
    return null;
  }
}
