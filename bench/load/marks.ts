/**
 * The texts of measured messages: 64 bytes that say who sent them, which of the sender's they are,
 * and when. The numbers stand at fixed places, so a frame is searched for them and never parsed.
 */

const SIZE = 64;
const START = "~mark";
const DIGITS = { sender: 4, number: 6, at: 16 };

/** One message, as its text tells of it. */
export interface Mark {
  readonly sender: number;
  /** Counts the messages of one sender, from 0. */
  readonly number: number;
  /** When it was sent, in microseconds of `now()`. */
  readonly at: number;
}

/** The text of a message: 64 ASCII characters. */
export function textOf({ sender, number, at }: Mark): string {
  const mark =
    START +
    digits(sender, DIGITS.sender) +
    digits(number, DIGITS.number) +
    digits(Math.round(at), DIGITS.at);
  return mark.padEnd(SIZE, "x");
}

/** Every mark in a frame, in the order in which they stand. */
export function marksIn(frame: Buffer): Mark[] {
  const marks: Mark[] = [];
  for (let at = frame.indexOf(START); at >= 0; at = frame.indexOf(START, at + SIZE)) {
    const sender = at + START.length;
    const number = sender + DIGITS.sender;
    const time = number + DIGITS.number;
    marks.push({
      sender: digitsAt(frame, sender, DIGITS.sender),
      number: digitsAt(frame, number, DIGITS.number),
      at: digitsAt(frame, time, DIGITS.at),
    });
  }
  return marks;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}

function digitsAt(frame: Buffer, at: number, count: number): number {
  return Number(frame.toString("latin1", at, at + count));
}

const CLOCK_OFFSET = Number(process.hrtime.bigint() / 1_000n) - performance.now() * 1_000;

/** Microseconds of a clock that all processes of this machine share. */
export function now(): number {
  return CLOCK_OFFSET + performance.now() * 1_000;
}
