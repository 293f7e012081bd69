import { afterEach, describe, expect, it, vi } from "vitest";
import { LateShelf } from "../../src/client/late-shelf.ts";
import type { Pending } from "../../src/client/state.ts";

const post: Pending = { id: "a", text: "a", after: 0, at: 0, failed: null };

/** A browser that has these databases, and a shelf that notes what it is asked. */
function shelfWhere(databases: readonly string[], { reachable = true } = {}) {
  const asked: string[] = [];
  const network = { reachable, fetches: 0 };
  vi.stubGlobal("indexedDB", {
    databases: () => Promise.resolve(databases.map((name) => ({ name }))),
  });
  const note = (what: string) => {
    asked.push(what);
    return Promise.resolve();
  };
  const shelf = new LateShelf("gatehouse", () => {
    network.fetches++;
    if (!network.reachable) return Promise.reject(new Error("Gone."));
    return Promise.resolve({
      keep: ({ id }) => note(`keep ${id}`),
      mark: ({ id }) => note(`mark ${id}`),
      drop: (ids) => note(`drop ${ids.join()}`),
      takeOver: () => note("take over").then(() => [post]),
    });
  });
  return { shelf, asked, network };
}

afterEach(() => void vi.unstubAllGlobals());

describe("the late shelf", () => {
  it("is not fetched where nothing was ever kept", async () => {
    const { shelf, network } = shelfWhere(["another"]);
    expect(await shelf.takeOver()).toEqual([]);
    await shelf.drop(["a"]);
    expect(network.fetches).toBe(0);
  });

  it("is fetched once, where something was kept and when something is to be", async () => {
    const used = shelfWhere(["gatehouse"]);
    expect(await used.shelf.takeOver()).toEqual([post]);
    await used.shelf.drop(["a", "b"]);
    expect(used.asked).toEqual(["take over", "drop a,b"]);
    expect(used.network.fetches).toBe(1);

    const unused = shelfWhere([]);
    await Promise.all([unused.shelf.keep(post), unused.shelf.mark(post), unused.shelf.drop(["a"])]);
    expect(unused.asked).toEqual(["keep a", "mark a", "drop a"]);
    expect(unused.network.fetches).toBe(1);
  });

  it("is fetched where the browser does not say what was kept", async () => {
    const { shelf, network } = shelfWhere([]);
    vi.stubGlobal("indexedDB", {});
    await shelf.takeOver();
    expect(network.fetches).toBe(1);
  });

  it("does without until it can be had", async () => {
    const { shelf, asked, network } = shelfWhere(["gatehouse"], { reachable: false });
    await shelf.keep(post);
    expect(await shelf.takeOver()).toEqual([]);
    expect(asked).toEqual([]);
    network.reachable = true;
    await shelf.keep(post);
    expect(asked).toEqual(["keep a"]);
  });
});
