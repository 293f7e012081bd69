import { afterEach, expect, it, vi } from "vitest";
import { newId } from "../../src/client/id.ts";
import { Tab } from "../../src/client/shelf/tab.ts";

afterEach(() => void vi.unstubAllGlobals());

const openTab = (otherGone = () => {}) => new Tab(newId(), otherGone);

/** Locks of a browser in which these are held. */
function locksHeld(...names: readonly string[]) {
  const locks = {
    request: () => new Promise(() => {}),
    query: () => Promise.resolve({ held: names.map((name) => ({ name })) }),
  };
  vi.stubGlobal("navigator", { locks });
}

it("is seen by others from the moment it is open", async () => {
  const [one, two] = [openTab(), openTab()];
  await Promise.all([one.opened, two.opened]);
  expect(await one.gone(new Set([one.id, two.id]))).toEqual(new Set());
});

it("tells which pages are gone", async () => {
  locksHeld("gatehouse:tab:a", "something else", "b");
  const tab = openTab();
  expect(await tab.gone(new Set(["a", "b"]))).toEqual(new Set(["b"]));
});

it("hears when a page goes that was open", async () => {
  const otherGone = vi.fn<() => void>();
  const tab = openTab(otherGone);
  let close = () => {};
  const page = navigator.locks.request(
    "gatehouse:tab:a",
    () => new Promise<void>((done) => (close = done)),
  );
  for (let i = 0; i < 2; i++) expect(await tab.gone(new Set(["a"]))).toEqual(new Set());
  expect(otherGone).not.toHaveBeenCalled();
  close();
  await page;
  await expect.poll(() => otherGone.mock.calls.length).toBe(1);
  expect(await tab.gone(new Set(["a"]))).toEqual(new Set(["a"]));
});

it("takes all for gone once, where there are no locks", async () => {
  vi.stubGlobal("navigator", {});
  const tab = openTab();
  await tab.opened;
  const others = new Set(["a", "b"]);
  expect(await tab.gone(others)).toEqual(others);
  expect(await tab.gone(others)).toEqual(new Set());
});

it("is open also where a lock is refused", async () => {
  vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new Error("No.")) } });
  await expect(openTab().opened).resolves.toBeUndefined();
});
