/**
 * Time that passes ten times as fast. A page waits seconds before it comes back and half a minute
 * before it doubts a silent link; a run of thousands of such waits would take a day.
 */

const HURRY = 10;

const { setTimeout: trueSetTimeout, Date: TrueDate } = globalThis;

function setTimeoutSoon(task: () => void, milliseconds = 0): ReturnType<typeof trueSetTimeout> {
  return trueSetTimeout(task, milliseconds / HURRY);
}

class HurriedDate extends TrueDate {
  static override now(): number {
    return TrueDate.now() * HURRY;
  }
}

export { HurriedDate as Date, setTimeoutSoon as setTimeout };
