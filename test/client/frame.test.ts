import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { oncePerFrame } from "../../src/client/frame.ts";
import { newId } from "../../src/client/id.ts";

let drawFrame = () => {};
const requestFrame = vi.fn<(callback: () => void) => number>((callback) => {
  drawFrame = callback;
  return 1;
});
const cancelFrame = vi.fn<() => void>(() => (drawFrame = () => {}));

beforeEach(() => {
  vi.useFakeTimers();
  requestFrame.mockClear();
  cancelFrame.mockClear();
  vi.stubGlobal("requestAnimationFrame", requestFrame);
  vi.stubGlobal("cancelAnimationFrame", cancelFrame);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("runs a task once a frame, however often it is asked for", () => {
  const task = vi.fn<() => void>();
  const ask = oncePerFrame(task);
  ask();
  ask();
  expect(task).not.toHaveBeenCalled();
  expect(requestFrame).toHaveBeenCalledTimes(1);
  drawFrame();
  expect(task).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(task).toHaveBeenCalledTimes(1);
  ask();
  drawFrame();
  expect(task).toHaveBeenCalledTimes(2);
});

it("runs it no more often when it is asked for all the time", () => {
  const task = vi.fn<() => void>();
  const ask = oncePerFrame(task);
  const frames = 100;
  for (let frame = 0; frame < frames; frame++) {
    for (let i = 0; i < 4; i++) {
      ask();
      vi.advanceTimersByTime(4);
    }
    drawFrame();
  }
  expect(task).toHaveBeenCalledTimes(frames);
});

it("runs it also on a page that draws no frames", () => {
  const task = vi.fn<() => void>();
  oncePerFrame(task)();
  vi.advanceTimersByTime(250);
  expect(task).toHaveBeenCalledTimes(1);
  drawFrame();
  expect(task).toHaveBeenCalledTimes(1);
});

it("makes ids that the protocol takes and nobody else has", () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});
