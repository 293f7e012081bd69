/** What the bare rooms share: who is asking, and the frame of a message as Gatehouse sends it. */

/** Who has sent a message, made from the name that they came with. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

export function authorOf(url: string): Author {
  const name = new URL(url, "http://localhost").searchParams.get("name") ?? "";
  return { id: name.padEnd(16, "-").slice(0, 16), name };
}

/** One message of what was posted. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly kind: "message";
  readonly by: Author;
  readonly id: string;
  readonly text: string;
}

/** What a client posts. */
interface Post {
  readonly id: string;
  readonly text: string;
}

export function readPost(post: string): Post {
  return JSON.parse(post);
}

export function entryOf({ id, text }: Post, by: Author, seq: number): Entry {
  return { seq, at: Date.now(), kind: "message", by, id, text };
}

export function frameOf(entries: readonly Entry[]): string {
  return JSON.stringify({ type: "entries", entries });
}
