/** Bugs that the harness must find, as replacements in the sources of room, worker and client. */

interface Change {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly is: string;
  readonly becomes: string;
}

export interface Mutant {
  readonly name: string;
  /** What must find it: a run, or the pure models, where a run is too small for it. */
  readonly by: "run" | "models";
  readonly changes: readonly [Change, ...Change[]];
}

/**
 * A source with a bug in it.
 * @throws Error if the place of the bug is not there, or more than once
 */
export function withBug(source: string, { file, is, becomes }: Change): string {
  if (source.split(is).length !== 2) throw new Error(`${file} has not exactly one\n${is}`);
  return source.replace(is, () => becomes);
}

function bug(
  name: string,
  file: string,
  ...pairs: readonly [is: string, becomes: string][]
): Mutant {
  const [first, ...others] = pairs.map(([is, becomes]) => ({ file, is, becomes }));
  if (!first) throw new Error(`${name} changes nothing.`);
  return { name, by: "run", changes: [first, ...others] };
}

function bugForModels(...args: Parameters<typeof bug>): Mutant {
  return { ...bug(...args), by: "models" };
}

export const MUTANTS: readonly Mutant[] = [
  bug("no dedupe while awake", "src/room/gate.ts", ["if (seq !== undefined) return seq;", ""]),
  bug("no dedupe after eviction", "src/room/gate.ts", [
    "return after < floor ? this.#log.find(author, post.id, after, floor)?.seq : undefined;",
    "return undefined;",
  ]),
  bug("dedupe across authors", "src/room/accepted.ts", ["return `${author} ${id}`;", "return id;"]),
  bug("acknowledge before the write", "src/room/gate.ts", [
    "const refusal = this.#unlessFull(() => this.#log.append(entries));",
    "const refusal = this.#unlessFull(() => setTimeout(() => this.#log.append(entries), 20));",
  ]),
  bug("a place is given twice", "src/room/gate.ts", [
    "const seq = this.#log.head + this.#admitted.length + 1;",
    "const seq = this.#log.head + 1;",
  ]),
  bug("what did not fit is taken for stored", "src/room/gate.ts", [
    "this.#accepted.forget(entry.by.id, entry.id);",
    "",
  ]),
  bug("what did not fit is told", "src/room/receiver.ts", [
    "entry.id);\n    return [];",
    "entry.id);\n    return commit.posts.map(({ entry }) => entry);",
  ]),
  bug("a gap after waking", "src/room/log.ts", [
    "coalesce(max(seq), 0)",
    "coalesce(max(seq) + 1, 0)",
  ]),
  bug("resume from one too late", "src/room/log.ts", [
    "WHERE seq > ? ORDER BY seq",
    "WHERE seq > ? + 1 ORDER BY seq",
  ]),
  bug("a wiped log is resumed", "src/room/welcome.ts", [
    "if (!place || place.since > log.head) return null;",
    "if (!place) return null;",
  ]),
  bug("a failed turn is forgotten", "src/room/room.ts", ['this.ctx.abort("A turn failed.");', ""]),
  bug("sockets are lost in sleep", "src/room/sessions.ts", ["sessions.toSorted(bySince)", "[]"]),
  bug("gathered entries wait for the next", "src/room/broadcast.ts", [
    "this.#windowOpen = false;\n      this.#flushAndWait();",
    "this.#windowOpen = false;",
  ]),
  bug("somebody is taken for announced", "src/room/room.ts", [
    "if (!known && session.announced) this.#presence.recall(session.person);",
    "this.#presence.recall(session.person);",
  ]),
  bug("the silent stay for ever", "src/room/sessions.ts", [
    "now - this.#lastSeen(session) < SILENCE",
    "now - this.#lastSeen(session) < Infinity",
  ]),
  bugForModels("a crowd is told by name", "src/room/presence.ts", [
    "if (after.crowded) {",
    "if (false) {",
  ]),
  bugForModels("a crowd that ends is told the last change", "src/room/presence.ts", [
    'if (before.crowded) return { type: "roster", ...named(after) };',
    "",
  ]),
  bugForModels("a crowd never ends", "src/room/presence.ts", [
    "people.size > (this.#crowded ? CROWD_END : LIMITS.roster)",
    "this.#crowded || people.size > LIMITS.roster",
  ]),
  bugForModels("a crowd is forgotten in sleep", "src/room/session.ts", [
    "this.#is.crowded = crowded;\n    this.save();",
    "this.#is.crowded = crowded;",
  ]),
  bugForModels("an announcement is forgotten in sleep", "src/room/session.ts", [
    "this.#is.announced = announced;\n    this.save();",
    "this.#is.announced = announced;",
  ]),
  bugForModels("who was behind is told the last change", "src/room/announcer.ts", [
    "this.#behind.delete(session) ? everything : change",
    "this.#behind.delete(session) ? change : change",
  ]),
  bugForModels("nobody looks again for whoever is behind", "src/room/announcer.ts", [
    "this.#behind.size > 0 ? AGAIN : Infinity",
    "Infinity",
  ]),
  bugForModels("news is put off for ever", "src/room/announcer.ts", [
    "clearTimeout(this.#timer);\n    this.#timer = this.#later(milliseconds, () => this.#announce());",
    "clearTimeout(this.#timer);",
  ]),
  bug("an author is believed", "src/worker/upgrade.ts", [
    "forwarded.headers.set(AUTHOR_HEADER, identity.author);",
    "if (!forwarded.headers.has(AUTHOR_HEADER)) forwarded.headers.set(AUTHOR_HEADER, identity.author);",
  ]),
  bug("apply with a hole", "src/client/store.ts", [
    "if (fresh.some(({ seq }, i) => seq !== room.head + 1 + i)) return null;",
    "",
  ]),
  bug(
    "apply what is known",
    "src/client/store.ts",
    ["const fresh = entries.filter(({ seq }) => seq > room.head);", "const fresh = entries;"],
    ["if (fresh.some(({ seq }, i) => seq !== room.head + 1 + i)) return null;", ""],
  ),
  bug("another log is not surfaced", "src/client/store.ts", [
    'if (welcome.epoch !== held.epoch || welcome.head < held.head) return "restarted";',
    'if (welcome.epoch !== held.epoch) return "restarted";',
  ]),
  bug("send before resend", "src/client/outbox.ts", [
    "this.#posts.find(({ failed }) => failed === null)",
    "this.#posts.findLast(({ failed }) => failed === null)",
  ]),
  bug("never resend", "src/client/outbox.ts", [
    "    this.#open = false;\n    this.#underWay = null;",
    "    this.#open = false;",
  ]),
  bug("take sending for storing", "src/client/outbox.ts", [
    "    this.#open = false;\n    this.#underWay = null;",
    "    this.#open = false;\n    this.#posts = this.#posts.filter(({ id }) => id !== this.#underWay);\n    this.#underWay = null;",
  ]),
  bug("give up when told to wait", "src/client/outbox.ts", [
    'if (code === "rate_limited" || code === "unavailable") {',
    "if (retryAfter < 0) {",
  ]),
  bug("never doubt a silent link", "src/client/socket.ts", [
    "this.#ping ??= setTimeout(() => this.#probe(PATIENCE), between(QUIET));",
    "",
  ]),
];
