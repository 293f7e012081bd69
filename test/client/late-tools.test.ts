import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LateTools } from "../../src/client/late-tools.ts";

/** Stands for the page. */
let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
});
afterEach(() => void vi.unstubAllGlobals());

const touch = async (type: string): Promise<Event> => {
  const event = new Event(type);
  page.dispatchEvent(event);
  await new Promise((done) => setTimeout(done));
  return event;
};

it("comes at the first touch, takes that, and no other", async () => {
  const take = vi.fn<(event: Event) => void>();
  const load = vi.fn(async () => ({ take }));
  const tools = new LateTools(load);
  const first = await touch("keydown");
  await touch("keydown");
  await touch("pointerdown");
  expect(take.mock.calls).toEqual([[first]]);
  expect(load).toHaveBeenCalledOnce();
  expect(await tools.get()).toEqual({ take });
});

it("keeps the browser from scrolling by a step from message to message, and still takes it", async () => {
  class Row extends EventTarget {
    matches = (): boolean => true;
  }
  vi.stubGlobal("Element", Row);
  const take = vi.fn<(event: Event) => void>();
  const tools = new LateTools(async () => ({ take }));
  const row = new Row();
  const pressed = (key: string): Event =>
    Object.defineProperties(new Event("keydown", { cancelable: true }), {
      key: { value: key },
      target: { value: row },
    });
  const [step, other] = [pressed("ArrowUp"), pressed("PageUp")];
  page.dispatchEvent(step);
  page.dispatchEvent(other);
  await tools.get();
  expect([step, other].map((event) => event.defaultPrevented)).toEqual([true, false]);
  expect(take.mock.calls).toEqual([[step], [other]]);
});

it("leaves alone what somebody else has used", async () => {
  const take = vi.fn<(event: Event) => void>();
  const tools = new LateTools(async () => ({ take }));
  const used = new Event("keydown", { cancelable: true });
  used.preventDefault();
  page.dispatchEvent(used);
  await tools.get();
  expect(take).not.toHaveBeenCalled();
});

it("is tried again at the next touch when it could not be had", async () => {
  const take = vi.fn<(event: Event) => void>();
  const load = vi
    .fn(async () => ({ take }))
    .mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const tools = new LateTools(load);
  await touch("keydown");
  expect(take).not.toHaveBeenCalled();
  const second = await touch("pointerdown");
  expect(take.mock.calls).toEqual([[second]]);
  expect(await tools.get()).toEqual({ take });
});

it("does not take a press that has ended before it came", async () => {
  const take = vi.fn<(event: Event) => void>();
  const { promise, resolve } = Promise.withResolvers<{ readonly take: typeof take }>();
  const tools = new LateTools(() => promise);
  await touch("pointerdown");
  await touch("pointerup");
  resolve({ take });
  await tools.get();
  expect(take).not.toHaveBeenCalled();
});
