/**
 * The server renders what the client takes over: the same markup, or the page would jump. It is
 * written twice, once for each JSX runtime; this is what keeps the two alike.
 */

import { h, Fragment, type ComponentChild, type ComponentClass, type VNode } from "preact";
import { describe, expect, it } from "vitest";
import type { History, Message, Threads } from "../../src/protocol/frames.ts";
import { boardTextsFor } from "../../src/presentation/board.ts";
import { measuresFor } from "../../src/presentation/measures.ts";
import { textsFor } from "../../src/presentation/texts.ts";
import { timesFor } from "../../src/presentation/time.ts";
import { begin } from "../../src/presentation/watch.ts";
import type { Actions } from "../../src/client/state.ts";
import { Board } from "../../src/client/board/board.tsx";
import { fromPage } from "../../src/client/store.ts";
import { Rows } from "../../src/client/view/rows.tsx";

// The path is no literal: the compiler must not follow it, since the worker's types and the DOM's
// cannot live in one program.
const worker = new URL("../../src/worker/", import.meta.url).href;
const { RoomPage }: { RoomPage: (props: object) => unknown } = await import(`${worker}page.tsx`);
const { ThreadsPage }: { ThreadsPage: (props: object) => unknown } = await import(
  `${worker}threads.tsx`
);

const author = { id: "a", name: "Ala" };
const now = Date.UTC(2026, 10, 23, 12);
const actions: Actions = {
  join() {},
  post() {},
  command: () => Promise.resolve(null),
  retry() {},
  discard() {},
  loadOlder() {},
  loadNewer() {},
  toEnd() {},
  found() {},
  show() {},
  atEnd() {},
  mounted() {},
  reconnect() {},
  openMenu() {},
  askNames() {},
  writing() {},
  draft: () => "",
  keepDraft() {},
};

const said = (seq: number, by: string, minutesAgo: number, text: string): Message => ({
  seq,
  at: now - minutesAgo * 60_000,
  kind: "message",
  by: { id: by, name: by },
  id: `p${seq}`,
  text,
});
const conversation = [
  said(1, "Ala", 3_000, "Hello & <b>welcome</b>"),
  said(2, "Ala", 2_999, "two\nlines, \"quoted\" and 'quoted'"),
  said(3, "محمد", 1_500, "https://example.com/?a=1&b=2 (see there)."),
  said(4, "Bob", 3, "🎉"),
  said(5, "Bob", 3, "tall\n".repeat(40)),
  said(6, "Bob", 3, "www.example.com"),
];
const rooms: readonly (readonly [string, History["messages"]])[] = [
  ["an empty room", []],
  ["a room from its beginning", conversation],
  ["a room in the middle", conversation.slice(1)],
];

describe.each(["en-GB", "pl"])("%s", (language) => {
  const texts = textsFor(language);
  const reader = { texts, times: timesFor(language, "UTC", texts) };
  const visitor = { language, timeZone: "UTC", script: "/script.js", now };
  const address = "https://example.org/rooms/lobby";

  it.each(rooms)("%s", (_, messages) => {
    const history = { room: "lobby", epoch: "1", head: messages.length, messages };
    const page = String(RoomPage({ history, address, ...visitor }));
    const room = fromPage(history);
    const rows = h(Rows, {
      room,
      leftOff: null,
      goal: null,
      messages,
      posts: [],
      author,
      held: false,
      lost: false,
      older: "idle",
      newer: "idle",
      actions,
      reader,
      now,
    });
    expect(/<ol.*<\/ol>/s.exec(page)?.[0]).toBe(html(rows));
  });

  it.each([0, 2, 900])("the board of %d sessions", (count) => {
    const sessions = [
      { id: "a", name: "Ala", since: now - 5_000_000, lastSeen: now - 500, posts: 1_200, rtt: 45 },
      {
        id: "b",
        name: null,
        since: now - 60_000,
        lastSeen: now,
        lastFrame: now - 20_000,
        posts: 0,
      },
    ].slice(0, count);
    const pulse = { from: now - 55_000, messages: [0, 3, 0, 12, 0, 0, 0, 0, 1, 0, 0, 2] };
    const room = { room: "lobby", head: 99, now };
    const threads: Threads = { ...room, threads: count, people: count, sessions, pulse };
    const page = String(ThreadsPage({ threads, ...visitor }));
    const board = h(Board, {
      watch: begin(threads, now),
      link: { kind: "down", since: now, retryAt: null, tooFast: false },
      said: "",
      reader: {
        texts: boardTextsFor(language),
        common: texts,
        times: reader.times,
        measures: measuresFor(language),
      },
      now,
    });
    expect(/<main[^>]*>(.*)<\/main>/s.exec(page)?.[1]).toBe(html(board));
  });
});

it("hands the page's data over without a way out of its element", () => {
  const messages = [said(1, "Ala", 1, "</script><script>alert(1)</script><!--")];
  const history = { room: "lobby", epoch: "1", head: 1, messages };
  const page = String(RoomPage({ history, address: "", language: "en", timeZone: "UTC", now }));
  const state = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(page)?.[1];
  expect(JSON.parse(state ?? "")).toEqual(history);
  expect(page).not.toContain("<script>");
});

/** The markup of a Preact tree, as far as these tests need it. */
function html(child: ComponentChild): string {
  if (child === null || child === undefined || typeof child === "boolean") return "";
  if (Array.isArray(child)) return child.map(html).join("");
  if (typeof child !== "object") return escaped(String(child));
  if (!isVNode(child)) throw new Error("No child of a Preact tree.");
  const { type, props } = child;
  if (typeof type === "string") {
    const { children, key: _, ...attributes } = { key: null, ...props };
    const written = Object.entries(attributes)
      .filter(([, value]) => typeof value === "string" || typeof value === "number")
      .map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
    return `<${type}${written.join("")}>${html(children)}</${type}>`;
  }
  if (type === Fragment) return html(props.children);
  if (!isClass(type)) return html(type(props));
  const component = new type(props, {});
  return html(component.render(props, component.state, {}));
}

function isVNode(child: object): child is VNode {
  return "type" in child && "props" in child;
}

function isClass(type: object): type is ComponentClass {
  return (
    "prototype" in type && typeof type.prototype === "object" && "render" in Object(type.prototype)
  );
}

function escaped(text: string): string {
  const entities = new Map([
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
    ["'", "&#39;"],
  ]);
  return text.replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? character);
}
