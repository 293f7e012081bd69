/** Token buckets: how often a session may ask for something. Pure, so that a bucket can sleep. */

/** How fast a bucket fills, in tokens per second, and how many it holds. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** What is left in a bucket, and when that was true, in milliseconds since 1970. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Either the bucket with the tokens taken out, or the milliseconds to wait. */
export type Taken =
  | { readonly taken: true; readonly bucket: Bucket }
  | { readonly taken: false; readonly retryAfter: number };

export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now };
}

/**
 * Takes `cost` tokens if there is at least one. A dear request leaves a debt, so that it is paid by
 * waiting afterwards and never impossible.
 */
export function take(bucket: Bucket, rate: Rate, now: number, cost: number): Taken {
  // A clock that was set back must not empty the bucket until it has caught up.
  const elapsed = Math.max(0, now - bucket.at);
  const tokens = Math.min(rate.burst, bucket.tokens + (elapsed / 1000) * rate.perSecond);
  // A burst under one token would never let anything through.
  const threshold = Math.min(1, rate.burst);
  if (tokens >= threshold) return { taken: true, bucket: { tokens: tokens - cost, at: now } };
  return { taken: false, retryAfter: Math.ceil(((threshold - tokens) / rate.perSecond) * 1000) };
}
