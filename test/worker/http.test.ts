import { exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { decodeHistory, decodeThreads } from "../../src/protocol/answers.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { Room } from "../../src/room/room.ts";
import { fill } from "../room/fill.ts";
import { freshRoom, Talker } from "../room/talker.ts";

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(`http://gatehouse.test${path}`, init);
}

const HTML = { headers: { Accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8" } };

describe("a room's page", () => {
  it("shows the last messages before any script has run", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala <3" });
    await ala.say("Hello <b>world</b> </script>");
    const page = await get(`/rooms/${room}`);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    const text = await page.text();
    expect(text).toMatch(/^<!doctype html>/i);
    expect(text).toContain("Ala &lt;3");
    expect(text).toContain("Hello &lt;b&gt;world&lt;/b&gt; &lt;/script&gt;");
    expect(text).not.toContain("<b>world");
    expect(text.match(/<\/script>/g)).toHaveLength(text.match(/<script/g)!.length);
  });

  it("says which times it shows, if they may be of no zone of its reader's", async () => {
    const path = `/rooms/${freshRoom()}`;
    const inZone = { cf: { timezone: "Europe/Warsaw" } };
    expect(await (await get(path)).text()).toContain("Times are in UTC.");
    expect(await (await get(path, inZone)).text()).not.toContain("Times are in UTC.");
  });

  it("is the lobby's at /", async () => {
    expect(await (await get("/")).text()).toContain("lobby");
  });

  it("speaks the reader's language", async () => {
    const page = await get("/", { headers: { "Accept-Language": "pl-PL,pl;q=0.9,en;q=0.5" } });
    expect(await page.text()).toMatch(/<html[^>]* lang="pl/);
    expect(await (await get("/")).text()).toMatch(/<html[^>]* lang="en/);
  });

  it.each(["/", "/threads", "/offline", "/nowhere"])(
    "%s speaks the language that was chosen",
    async (path) => {
      const asked = { Accept: "text/html", "Accept-Language": "en-GB" };
      const language = async (cookie: string) => {
        const page = await get(path, { headers: { ...asked, Cookie: cookie } });
        return /<html[^>]* lang="([^"]*)"/.exec(await page.text())?.[1];
      };
      expect(await language("gatehouse-language=pl")).toBe("pl");
      expect(await language("gatehouse-language=en")).toBe("en-GB");
      expect(await language("gatehouse-language=tlh")).toBe("en-GB");
      expect(await language('gatehouse-language="><script>')).toBe("en-GB");
    },
  );

  it("is sent again only when it has changed, and its cookie each time", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.say("Hello");
    const page = await get(`/rooms/${room}`);
    const [Cookie = ""] = page.headers.get("Set-Cookie")!.split(";", 1);
    const headers = { Cookie, "If-None-Match": page.headers.get("ETag")! };
    const same = await get(`/rooms/${room}`, { headers });
    expect([same.status, await same.text()]).toEqual([304, ""]);
    expect(same.headers.get("Set-Cookie")).toBe(page.headers.get("Set-Cookie"));
    expect(same.headers.get("Content-Security-Policy")).toBe(
      page.headers.get("Content-Security-Policy"),
    );
    const polish = { ...headers, "Accept-Language": "pl" };
    expect((await get(`/rooms/${room}`, { headers: polish })).status).toBe(200);
    await ala.say("Hello again");
    const changed = await get(`/rooms/${room}`, { headers });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain("Hello again");
  });

  it("brings nothing that a browser may run but its own script", async () => {
    const page = await get("/");
    const policy = page.headers.get("Content-Security-Policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("trusted-types gatehouse");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(page.headers.get("X-Frame-Options")).toBe("DENY");
    expect(page.headers.get("Strict-Transport-Security")).toContain("max-age=");
    const text = await page.text();
    expect(text).not.toMatch(/<[^>]+ (style|on[a-z]+)=/);
  });

  it("keeps the secret of whoever has one, and tells it to no script", async () => {
    const first = await get("/");
    const cookie = first.headers.get("Set-Cookie")!;
    expect(cookie).toContain("HttpOnly");
    const again = await get("/", { headers: { Cookie: cookie.split(";", 1)[0]! } });
    expect(again.headers.get("Set-Cookie")).toBe(cookie);
  });

  it("is bound to this host where the connection is secure", async () => {
    const page = await exports.default.fetch("https://gatehouse.test/");
    const cookie = page.headers.get("Set-Cookie");
    expect(cookie).toMatch(/^__Host-gatehouse=.*; HttpOnly; Secure; SameSite=Lax$/);
  });
});

it("what carries a secret or is soon old is not kept by caches", async () => {
  const kept = async (path: string): Promise<string | null> =>
    (await get(path)).headers.get("Cache-Control");
  expect(await kept("/")).toBe("private, no-cache");
  // The language is in a cookie: without it, a page that is gone back to would be in the former one.
  const { headers } = await get("/");
  expect(headers.get("Vary")).toBe("Cookie, Accept-Language");
  expect(await kept("/rooms/lobby/messages")).toBe("no-store");
  expect(await kept("/threads")).toBe("no-store");
  expect(await kept("/nothing")).toBe("no-store");
});

it("a fault of ours is answered without a trace of where it happened", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const history = vi.spyOn(Room.prototype, "history").mockImplementation(() => {
    throw new Error("A bug in room.ts:1");
  });
  const response = await get("/rooms/lobby/messages");
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ title: "Internal error" });
  expect(text).not.toContain("room.ts");
  expect(quiet).toHaveBeenCalled();
  history.mockRestore();
  quiet.mockRestore();
});

describe("a page of history", () => {
  it("has the newest messages, oldest first, and goes on before any of them", async () => {
    const room = freshRoom();
    await fill(room, 120);
    const newest = decodeHistory(await (await get(`/rooms/${room}/messages`)).json())!;
    expect(newest).toMatchObject({ room, epoch: "1", head: 120 });
    expect(newest.messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 71),
    );
    const older = await get(`/rooms/${room}/messages?before=71&limit=2`);
    expect(decodeHistory(await older.json())!.messages.map(({ seq }) => seq)).toEqual([69, 70]);
    const first = await get(`/rooms/${room}/messages?before=3`);
    expect(decodeHistory(await first.json())!.messages.map(({ text }) => text)).toEqual(["1", "2"]);
    const none = await get(`/rooms/${room}/messages?before=1`);
    expect(decodeHistory(await none.json())!.messages).toEqual([]);
  });

  it("is empty for a room in which nobody has spoken", async () => {
    const response = await get(`/rooms/${freshRoom()}/messages`);
    expect(await response.json()).toMatchObject({ head: 0, messages: [] });
  });

  it("has as many messages as the limit, and no more may be asked for", async () => {
    const room = freshRoom();
    await fill(room, LIMITS.pageMax + 1);
    const most = await get(`/rooms/${room}/messages?limit=${LIMITS.pageMax}`);
    expect(decodeHistory(await most.json())!.messages).toHaveLength(LIMITS.pageMax);
    const more = await get(`/rooms/${room}/messages?limit=${LIMITS.pageMax + 1}`);
    expect(more.status).toBe(400);
    expect(await more.json()).toMatchObject({ status: 400, title: "No such page" });
  });

  it.each(["limit=0", "limit=many", "limit=", "before=0", "before=-1", "before=1.5", "before="])(
    "of %s does not exist",
    async (query) => {
      const response = await get(`/rooms/lobby/messages?${query}`);
      expect(response.status).toBe(400);
      expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    },
  );
});

describe("/threads", () => {
  it("tells programs who is here, and no address of anyone", async () => {
    const room = freshRoom();
    const before = Date.now() - 5;
    const ala = await Talker.join(room, { name: "Ala" });
    const reader = await Talker.join(room);
    await ala.say("One post");
    const response = await get(`/rooms/${room}/threads`);
    expect(response.headers.get("Vary")).toContain("Accept");
    const body: unknown = await response.json();
    const threads = decodeThreads(body)!;
    expect(threads).toMatchObject({ room, threads: 2, people: 2, head: 1 });
    expect(threads.sessions).toMatchObject([
      { id: ala.welcome.you.id, name: "Ala", posts: 1 },
      { id: reader.welcome.you.id, name: null, posts: 0 },
    ]);
    for (const { since, lastSeen } of threads.sessions) {
      expect(since).toBeGreaterThanOrEqual(before);
      expect(lastSeen).toBeGreaterThanOrEqual(since);
      expect(lastSeen).toBeLessThanOrEqual(Date.now() + 5);
    }
    expect(body).toEqual(threads);
  });

  it("counts a ping as a sign of life", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room);
    await scheduler.wait(50);
    await ala.settle();
    const { sessions } = decodeThreads(await (await get(`/rooms/${room}/threads`)).json())!;
    expect(sessions[0]!.lastSeen).toBeGreaterThan(sessions[0]!.since);
    expect(sessions[0]!.lastFrame).toBe(sessions[0]!.since);
  });

  it("tells the round trip that a session has last told, whatever else it sends", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const told = async (): Promise<number | undefined> =>
      decodeThreads(await (await get(`/rooms/${room}/threads`)).json())!.sessions[0]!.rtt;
    expect(await told()).toBeUndefined();
    await ala.say("One", { rtt: 45 });
    expect(await told()).toBe(45);
    await ala.say("Two");
    expect(await told()).toBe(45);
    ala.send({ type: "typing", rtt: 50 });
    await expect.poll(told).toBe(50);
  });

  it("is a page for people, for the lobby and for each room", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Żaneta" });
    const page = await get(`/rooms/${room}/threads`, HTML);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(await page.text()).toContain("Żaneta");
    expect(await (await get("/threads", HTML)).text()).toContain("lobby");
    expect(await (await get("/threads")).json()).toMatchObject({ room: "lobby" });
  });
});

describe("what is not served", () => {
  it.each(["/nothing", "/rooms", "/rooms/lobby/nothing"])("%s is not found", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      type: "about:blank",
      title: "Not found",
      status: 404,
    });
  });

  it.each([
    "/rooms/UPPER",
    "/rooms/a_b/messages",
    `/rooms/${"a".repeat(65)}/threads`,
    "/rooms/%20",
  ])("%s is no room", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ title: "No such room" });
  });

  it.each([
    ["/rooms/Kitchen", "/rooms/kitchen"],
    ["/rooms/kitchen/", "/rooms/kitchen"],
    ["/rooms/KITCHEN/threads/", "/rooms/kitchen/threads"],
    ["/Threads/", "/threads"],
  ])("%s leads a person on to %s", async (path, meant) => {
    const response = await get(path, { ...HTML, redirect: "manual" });
    expect(response.status).toBe(308);
    expect(response.headers.get("Location")).toBe(meant);
    expect((await get(path)).status).toBe(404);
  });

  it.each(["/rooms/a_b", "/nothing", "/Rooms"])("%s is a page for a person", async (path) => {
    const response = await get(path, HTML);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("<h1>There is nothing at this address</h1>");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });

  it.each([
    ["en", "a–z, digits and hyphens, up to 64 characters"],
    ["pl", "liter a–z, cyfr i łączników, ma najwyżej 64"],
  ])("a room's name that cannot be is told what can: %s", async (language, rule) => {
    const headers = { ...HTML.headers, "Accept-Language": language };
    for (const path of ["/rooms/Not%20A%20Room", "/rooms/-tea/threads", "/rooms/a_b"]) {
      expect(await (await get(path, { headers })).text()).toContain(rule);
    }
    expect(await (await get("/nothing", { headers })).text()).not.toContain(rule);
  });

  it("nothing can be sent to", async () => {
    const response = await get("/rooms/lobby/messages", { method: "POST", body: "{}" });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET, HEAD");
  });

  it("health can be asked for", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ status: "ok", protocol: 1 });
    expect((await get("/healthz", { method: "HEAD" })).status).toBe(200);
  });
});
