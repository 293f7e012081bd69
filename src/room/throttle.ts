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

/** The bucket as it is now, and the milliseconds to wait: 0 if the tokens were taken. */
export interface Taken {
  readonly bucket: Bucket;
  readonly retryAfter: number;
}

export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now };
}

/**
 * Takes `cost` tokens if there is at least one. A dear request leaves a debt, so that it is paid by
 * waiting afterwards and never impossible.
 */
export function take(bucket: Bucket, rate: Rate, now: number, cost: number): Taken {
  // When the clock has been set back, the bucket goes on from the new time.
  const elapsed = Math.max(0, now - bucket.at);
  const tokens = Math.min(rate.burst, bucket.tokens + (elapsed / 1000) * rate.perSecond);
  // A burst under one token would never let anything through.
  const threshold = Math.min(1, rate.burst);
  if (tokens >= threshold) return { bucket: { tokens: tokens - cost, at: now }, retryAfter: 0 };
  const retryAfter = Math.ceil(((threshold - tokens) / rate.perSecond) * 1000);
  return { bucket: { tokens, at: now }, retryAfter };
}
