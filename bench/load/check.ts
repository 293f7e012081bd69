/**
 * Whether everybody got every message, once, and in one order. A receiver costs one number for as
 * long as it is sent what the first receiver was sent; only who differs gets a list of its own.
 */

import type { Mark } from "./marks.ts";

/** What went wrong, counted in deliveries. All zero is the only good result. */
export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  /** Messages that came after a later one of the same sender. */
  readonly outOfOrder: number;
  /** Messages that nobody has sent in this run. */
  readonly unknown: number;
  /** Receivers to whom the messages came in another order than to the first one. */
  readonly disagreeing: number;
}

/** Which messages there were: this many of each of the senders. */
export interface Sent {
  readonly senders: readonly number[];
  readonly perSender: number;
}

export const NO_FAULTS: Faults = {
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  unknown: 0,
  disagreeing: 0,
};

/** A message as one number. */
export type Key = number;

const MOST_MESSAGES = 1_000_000;

export function keyOf({ sender, number }: Mark): Key {
  return sender * MOST_MESSAGES + number;
}

/** Follows what each receiver of one room is sent. Receivers are numbered from 0. */
export class Checker {
  /** What the first receiver to get so far was sent. */
  readonly #order: Key[] = [];
  /** How many of `#order` a receiver was sent; meaningless for one that has left it. */
  readonly #positions: number[];
  readonly #own = new Map<number, Key[]>();

  constructor(receivers: number) {
    this.#positions = Array.from({ length: receivers }, () => 0);
  }

  get order(): readonly Key[] {
    return this.#order;
  }

  /** How many messages of the common order a receiver was sent; null once it has left that order. */
  position(receiver: number): number | null {
    return this.#own.has(receiver) ? null : (this.#positions[receiver] ?? null);
  }

  /** Takes note of messages that are known to be the next ones of the common order. */
  advance(receiver: number, count: number): void {
    this.#positions[receiver] = (this.#positions[receiver] ?? 0) + count;
  }

  /** Takes note of messages. */
  deliver(receiver: number, marks: readonly Mark[]): void {
    for (const mark of marks) this.#deliverOne(receiver, keyOf(mark));
  }

  #deliverOne(receiver: number, key: Key): void {
    const own = this.#own.get(receiver);
    if (own) {
      own.push(key);
      return;
    }
    const position = this.#positions[receiver] ?? 0;
    if (position === this.#order.length) this.#order.push(key);
    if (this.#order[position] === key) this.#positions[receiver] = position + 1;
    else this.#own.set(receiver, [...this.#order.slice(0, position), key]);
  }

  /** What went wrong, all receivers together, now that everything should have come. */
  judge(sent: Sent): Faults {
    const expected = expectedKeys(sent);
    const places = placesIn(this.#order);
    // Most receivers stopped at the same place and have the same faults.
    const known = new Map<number, Faults>();
    let total = NO_FAULTS;
    for (const [receiver, position] of this.#positions.entries()) {
      const own = this.#own.get(receiver);
      const faults =
        (own ? undefined : known.get(position)) ??
        faultsOf(own ?? this.#order.slice(0, position), expected, places);
      if (!own) known.set(position, faults);
      total = sum(total, faults);
    }
    return total;
  }
}

/** Adds what went wrong in two places. */
export function sum(one: Faults, other: Faults): Faults {
  return {
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    outOfOrder: one.outOfOrder + other.outOfOrder,
    unknown: one.unknown + other.unknown,
    disagreeing: one.disagreeing + other.disagreeing,
  };
}

export function isFaultless(faults: Faults): boolean {
  return Object.values<number>({ ...faults }).every((count) => count === 0);
}

/** The faults of a target: "3 lost, 1 doubled", or "none". */
export function faultsText(faults: Faults): string {
  const named = Object.entries<number>({ ...faults }).filter(([, count]) => count > 0);
  return named.map(([name, count]) => `${count.toLocaleString("en")} ${name}`).join(", ") || "none";
}

/**
 * Whether two orders agree on the messages that both have. Each load process has seen one order of
 * its own receivers; this compares them.
 */
export function agree(one: readonly Key[], other: readonly Key[]): boolean {
  return isAscending(other, placesIn(one));
}

function expectedKeys({ senders, perSender }: Sent): Set<Key> {
  const keys = new Set<Key>();
  for (const sender of senders) {
    for (let number = 0; number < perSender; number++) keys.add(keyOf({ sender, number, at: 0 }));
  }
  return keys;
}

/** @param places where each message stands in the order that all should have seen */
function faultsOf(
  sequence: readonly Key[],
  expected: ReadonlySet<Key>,
  places: ReadonlyMap<Key, number>,
): Faults {
  const seen = new Set<Key>();
  const newest = new Map<number, Key>();
  let doubled = 0;
  let outOfOrder = 0;
  let unknown = 0;
  for (const key of sequence) {
    const sender = Math.floor(key / MOST_MESSAGES);
    const last = newest.get(sender) ?? -1;
    if (!expected.has(key)) unknown++;
    else if (seen.has(key)) doubled++;
    else if (key < last) outOfOrder++;
    if (expected.has(key)) seen.add(key);
    newest.set(sender, Math.max(last, key));
  }
  const disagreeing = isAscending(sequence, places) ? 0 : 1;
  return { lost: expected.size - seen.size, doubled, outOfOrder, unknown, disagreeing };
}

/** Where each message came first. */
function placesIn(sequence: readonly Key[]): Map<Key, number> {
  return new Map([...new Set(sequence)].map((key, place) => [key, place]));
}

function isAscending(sequence: readonly Key[], places: ReadonlyMap<Key, number>): boolean {
  let last = -1;
  for (const key of new Set(sequence)) {
    const place = places.get(key);
    if (place === undefined) continue;
    if (place < last) return false;
    last = place;
  }
  return true;
}
