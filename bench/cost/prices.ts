/**
 * What Cloudflare asks for, in US dollars. Read on 2026-11-23 at
 * https://developers.cloudflare.com/durable-objects/platform/pricing/ and
 * https://developers.cloudflare.com/workers/platform/pricing/.
 */

/** What is billed, each in its unit. A message of a WebSocket is a twentieth of an object's request. */
export interface Billed {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  readonly objectRequests: number;
  /** Seconds in memory times the gigabytes of an object. */
  readonly gigabyteSeconds: number;
  readonly workerRequests: number;
  /** Milliseconds of the worker's CPU; an object's is not billed. */
  readonly workerCpu: number;
}

export const MESSAGES_PER_REQUEST = 20;

/** An object is billed for its memory's limit, however much it uses. */
export const OBJECT_GIGABYTES = 0.128;

/** Dollars for each, once what the paid plan includes is used up. */
export const PRICE: Billed = {
  rowsWritten: 1 / 1e6,
  rowsRead: 0.001 / 1e6,
  objectRequests: 0.15 / 1e6,
  gigabyteSeconds: 12.5 / 1e6,
  workerRequests: 0.3 / 1e6,
  workerCpu: 0.02 / 1e6,
};

/** What the paid plan includes in a month, for all of an account. */
export const INCLUDED: Billed = {
  rowsWritten: 50e6,
  rowsRead: 25e9,
  objectRequests: 1e6,
  gigabyteSeconds: 400_000,
  workerRequests: 10e6,
  workerCpu: 30e6,
};

/** What the free plan allows in a day, for all of an account. CPU time has a limit per request only. */
export const FREE_DAY: Omit<Billed, "workerCpu"> = {
  rowsWritten: 100_000,
  rowsRead: 5e6,
  objectRequests: 100_000,
  gigabyteSeconds: 13_000,
  workerRequests: 100_000,
};
