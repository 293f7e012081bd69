import { expect, it, vi } from "vitest";
import type { RefusedFrame } from "../../src/protocol/frames.ts";
import { Naming } from "../../src/client/naming.ts";
import type { Joining, Link } from "../../src/client/state.ts";
import { fromPage } from "../../src/client/store.ts";

const TAKEN: RefusedFrame = {
  type: "refused",
  code: "name_taken",
  message: "",
  suggestion: "Ala 2",
};

/** Somebody on the way to a name: what they see, and what goes out. */
function visitor() {
  const up: Link = { kind: "up", since: 0, wasLost: false };
  const down: Link = { kind: "down", since: 0, retryAt: null, tooFast: false };
  let joining: Joining = { remembered: "", asked: null, refused: null };
  let room = fromPage({ room: "a", epoch: "1", head: 0, messages: [] });
  let link: Link = down;
  const asked: string[] = [];
  const told: string[] = [];
  const naming = new Naming({
    state: () => ({ room, joining, link }),
    change: (next) => (joining = next),
    ask: (name) => asked.push(name),
    keep: (name) => told.push(`keep ${name}`),
  });
  return {
    naming,
    asked,
    told,
    joining: () => joining,
    connect: (isUp = true) => (link = isUp ? up : down),
    meet: (name: string | null) => {
      room = { ...room, you: { id: "me", name } };
      return naming.met();
    },
  };
}

it("A wish is asked again when it has not gone with the upgrade, and only then", () => {
  const { naming, asked } = visitor();
  expect(naming.offer()).toBeNull();
  naming.join(" Ala  z Polski ");
  naming.welcomed();
  expect(asked).toEqual(["Ala z Polski", "Ala z Polski"]);
  expect(naming.offer()).toBe("Ala z Polski");
  naming.welcomed();
  expect(asked).toHaveLength(2);
});

it("What is no name is refused at once, with its reason", () => {
  const { naming, asked, joining } = visitor();
  naming.join("  ");
  expect(joining().refused).toEqual({ code: "name_required" });
  naming.join("\u0007");
  expect(joining().refused).toEqual({ code: "name_invalid" });
  expect(asked).toEqual([]);
});

it("A name that is taken is asked no more; one that is granted is kept", () => {
  const { naming, joining, told, meet } = visitor();
  naming.join("Ala");
  expect(meet(null)).toBe(false);
  naming.refused(TAKEN);
  expect(joining()).toMatchObject({
    asked: null,
    refused: { code: "name_taken", suggestion: "Ala 2" },
  });
  naming.join("Ala 2");
  expect(meet("Ala 2")).toBe(true);
  expect(joining()).toEqual({ remembered: "Ala 2", asked: "Ala 2", refused: null });
  expect(told).toEqual(["keep Ala 2"]);
});

it("Whoever has a name may ask for another, and keeps theirs until it is granted", async () => {
  const { naming, asked, joining, connect, meet } = visitor();
  meet("Ala");
  connect();
  expect(await naming.rename("")).toEqual({ type: "refused", code: "name_invalid" });
  const taken = naming.rename(" Bob ");
  naming.refused(TAKEN);
  expect(await taken).toEqual(TAKEN);
  expect(joining()).toMatchObject({ asked: "Ala", refused: null });
  const granted = naming.rename("Ola");
  meet("Ala");
  meet("Ola");
  expect(await granted).toEqual({ type: "renamed", name: "Ola" });
  expect(asked).toEqual(["Bob", "Ola"]);
  expect(naming.offer()).toBe("Ola");
});

it("A wish for another name waits for its answer, and the next one until then", async () => {
  const { naming, asked, connect, meet } = visitor();
  meet("Ala");
  connect();
  const first = naming.rename("Ola");
  const second = naming.rename("Ela");
  await vi.waitUntil(() => asked.length > 0);
  expect(asked).toEqual(["Ola"]);
  naming.refused(TAKEN);
  expect(await first).toMatchObject({ type: "refused", code: "name_taken" });
  await vi.waitUntil(() => asked.length > 1);
  meet("Ela");
  expect(await second).toEqual({ type: "renamed", name: "Ela" });
  expect(asked).toEqual(["Ola", "Ela"]);
});

it("A wish for another name is lost with the link, and a refusal that comes later is none of it", async () => {
  const { naming, asked, joining, connect, meet } = visitor();
  meet("Ala");
  expect(await naming.rename("Ola")).toEqual({ type: "unheard" });
  expect(asked).toEqual([]);
  connect();
  const wish = naming.rename("Ola");
  naming.lost();
  expect(await wish).toEqual({ type: "unheard" });
  naming.refused(TAKEN);
  expect(joining()).toMatchObject({ asked: "Ala", refused: null });
});
