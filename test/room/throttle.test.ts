import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullBucket, take, type Bucket } from "../../src/room/throttle.ts";

const RATE = { perSecond: 5, burst: 20 };

/** Takes until nothing is left and tells how often that went. */
function drain(bucket: Bucket, now: number): { taken: number; bucket: Bucket; retryAfter: number } {
  let taken = 0;
  for (;;) {
    const result = take(bucket, RATE, now, 1);
    bucket = result.bucket;
    if (result.retryAfter > 0) return { taken, bucket, retryAfter: result.retryAfter };
    taken++;
  }
}

describe("a token bucket", () => {
  it("lets a burst through, then asks to wait just long enough", () => {
    const { taken, bucket, retryAfter } = drain(fullBucket(RATE, 0), 0);
    expect(taken).toBe(20);
    expect(retryAfter).toBe(200);
    expect(take(bucket, RATE, 199, 1).retryAfter).toBe(1);
    expect(take(bucket, RATE, 200, 1).retryAfter).toBe(0);
  });

  it("fills at its rate and no higher than its burst", () => {
    const { bucket } = drain(fullBucket(RATE, 0), 0);
    expect(drain(bucket, 1000).taken).toBe(5);
    expect(drain(bucket, 1_000_000).taken).toBe(20);
  });

  it("lets a dear request through once, and has it paid by waiting", () => {
    const { bucket, retryAfter } = take(fullBucket(RATE, 0), RATE, 0, 120);
    expect(bucket).toEqual({ tokens: -100, at: 0 });
    expect(retryAfter).toBe(0);
    expect(take(bucket, RATE, 0, 1).retryAfter).toBe(20_200);
    expect(take(bucket, RATE, 20_200, 1).retryAfter).toBe(0);
  });

  it("goes on from where it is when the clock is set back", () => {
    const { bucket } = drain(fullBucket(RATE, 1_000_000), 1_000_000);
    const refused = take(bucket, RATE, 0, 1);
    expect(refused.retryAfter).toBe(200);
    expect(take(refused.bucket, RATE, 200, 1).retryAfter).toBe(0);
  });

  it("with less than one token in a burst still lets one through at a time", () => {
    const rate = { perSecond: 1, burst: 0.5 };
    expect(take(fullBucket(rate, 0), rate, 0, 1).retryAfter).toBe(0);
  });

  it("never lets more through than its burst and its rate allow", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { maxLength: 200 }), (waits) => {
        let now = 0;
        let bucket = fullBucket(RATE, now);
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          const result = take(bucket, RATE, now, 1);
          bucket = result.bucket;
          if (result.retryAfter === 0) taken++;
        }
        expect(taken).toBeLessThanOrEqual(RATE.burst + (now / 1000) * RATE.perSecond + 1e-6);
      }),
    );
  });
});
