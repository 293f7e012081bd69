/** How the load speaks to each kind of target. What is measured is the same JSON everywhere. */

export const WIRES = ["gatehouse", "plain", "socket.io"] as const;
export type WireName = (typeof WIRES)[number];

/** What a frame without messages means to a client. */
export type Heard =
  | { readonly kind: "joined"; /** Messages before theirs. */ readonly head: number }
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "pong" }
  | { readonly kind: "nothing" };

export interface Wire {
  readonly path: (room: string, person: number) => string;
  readonly headers: (person: number) => Readonly<Record<string, string>>;
  /** Whether a client has joined as soon as its socket is open. */
  readonly joinsByOpening: boolean;
  readonly hear: (frame: Buffer) => Heard;
  /** The frame that posts a text. */
  readonly post: (id: string, after: number, text: string) => string;
}

const post = (id: string, after: number, text: string): string =>
  JSON.stringify({ type: "post", id, after, text });

const nameOf = (person: number): string => `Person%20${String(person).padStart(4, "0")}`;

const path = (room: string, person: number): string =>
  `/rooms/${room}/socket?name=${nameOf(person)}`;

const NOTHING: Heard = { kind: "nothing" };
const NEWCOMER: Heard = { kind: "joined", head: 0 };

/** A welcome may be long: what is needed of it stands at its beginning. */
const WELCOME = /^\{"type":"welcome".*?"head":(\d+)/;

export const WIRE: Readonly<Record<WireName, Wire>> = {
  gatehouse: {
    path,
    // Each is an author of their own: an author has ten sockets at the most.
    headers: (person) => ({ Authorization: `Bearer ${String(person).padStart(32, "0")}` }),
    joinsByOpening: false,
    hear: (frame) => {
      if (frame.toString("latin1", 0, 5) === "pong") return { kind: "pong" };
      const [, head] = WELCOME.exec(frame.toString("latin1", 0, 200)) ?? [];
      return head === undefined ? NOTHING : { kind: "joined", head: Number(head) };
    },
    post,
  },
  plain: { path, headers: () => ({}), joinsByOpening: true, hear: () => NOTHING, post },
  // Engine.IO frames over one WebSocket: 0 opens, 40 joins a namespace, 2 and 3 are ping and pong.
  "socket.io": {
    path: (room, person) =>
      `/socket.io/?EIO=4&transport=websocket&room=${room}&name=${nameOf(person)}`,
    headers: () => ({}),
    joinsByOpening: false,
    hear: (frame) => {
      const start = frame.toString("latin1", 0, 2);
      if (start === "40") return NEWCOMER;
      if (start.startsWith("0")) return { kind: "answer", text: "40" };
      return start === "2" ? { kind: "answer", text: "3" } : NOTHING;
    },
    post: (id, after, text) => `42["post",${post(id, after, text)}]`,
  },
};
