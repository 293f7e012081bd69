import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { authorOf } from "../../src/worker/identity.ts";
import { freshRoom, freshToken, Talker, upgrade, type Visit } from "../room/talker.ts";
import { Watcher } from "../room/watcher.ts";

const HERE = "http://gatehouse.test";

async function closeOf(room: string, visit: Visit): Promise<{ code: number; reason: string }> {
  return (await Talker.open(room, visit)).untilClosed();
}

describe("the identity of a socket", () => {
  it("is the digest of the bearer's secret", async () => {
    const token = freshToken();
    const ala = await Talker.join(freshRoom(), { token });
    expect(ala.welcome.you.id).toBe(await authorOf(token));
  });

  it("is that of the cookie that the page has set", async () => {
    const page = await exports.default.fetch(`${HERE}/`);
    const cookie = page.headers.get("Set-Cookie")!;
    expect(cookie).toMatch(
      /^gatehouse=[A-Za-z0-9_-]{22}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const [pair, secret] = /^gatehouse=([^;]+)/.exec(cookie)!;
    const talker = await Talker.join(freshRoom(), { headers: { Authorization: "", Cookie: pair } });
    expect(talker.welcome.you.id).toBe(await authorOf(secret!));
  });

  it("is given on the 101 response to whoever has none", async () => {
    const { response } = await upgrade(freshRoom(), { headers: { Authorization: "" } });
    expect(response.status).toBe(101);
    expect(response.headers.get("Set-Cookie")).toMatch(/^gatehouse=/);
  });

  it("is given anew to whoever brings a cookie that is no secret", async () => {
    const { response } = await upgrade(freshRoom(), {
      headers: { Authorization: "", Cookie: "gatehouse=short" },
    });
    expect(response.headers.get("Set-Cookie")).toMatch(/^gatehouse=/);
  });

  it.each([21, 129])("cannot be a bearer token of %i characters", async (length) => {
    expect(await closeOf(freshRoom(), { token: "x".repeat(length) })).toMatchObject({ code: 4401 });
  });

  it.each(["Bearer", "Bearer ", "bearer short"])("cannot be %j", async (Authorization) => {
    expect(await closeOf(freshRoom(), { headers: { Authorization } })).toMatchObject({
      code: 4401,
    });
  });

  it.each([22, 128])("can be a bearer token of %i characters", async (length) => {
    await Talker.join(freshRoom(), { token: "x".repeat(length) });
  });

  it("cannot be claimed by the header that the worker adds", async () => {
    const token = freshToken();
    const headers = { "Gatehouse-Author": "somebody-else", "Gatehouse-Room": "elsewhere" };
    const ala = await Talker.join(freshRoom(), { token, headers });
    expect(ala.welcome.you.id).toBe(await authorOf(token));
    expect(ala.welcome.room).not.toBe("elsewhere");
  });
});

describe("an upgrade", () => {
  it("from a page of this site is taken in, from another site's it is not", async () => {
    await Talker.join(freshRoom(), { headers: { Origin: HERE } });
    for (const Origin of [
      "https://evil.test",
      "https://gatehouse.test",
      "http://gatehouse.test:81",
      "null",
    ]) {
      expect(await closeOf(freshRoom(), { headers: { Origin } })).toMatchObject({
        code: 4403,
        reason: "origin not allowed",
      });
    }
  });

  it("from a configured origin is taken in", async () => {
    const before = env.ALLOWED_ORIGINS;
    Object.assign(env, { ALLOWED_ORIGINS: "https://a.test, https://b.test" });
    await Talker.join(freshRoom(), { headers: { Origin: "https://b.test" } });
    expect(await closeOf(freshRoom(), { headers: { Origin: "https://c.test" } })).toMatchObject({
      code: 4403,
    });
    Object.assign(env, { ALLOWED_ORIGINS: before });
  });

  it("agrees on the protocol that is offered, and on none if none is", async () => {
    const offer = (protocols: string): Promise<{ response: Response }> =>
      upgrade(freshRoom(), { headers: { "Sec-WebSocket-Protocol": protocols } });
    const agreed = ({ response }: { response: Response }): string | null =>
      response.headers.get("Sec-WebSocket-Protocol");
    expect(agreed(await offer("gatehouse.v1"))).toBe("gatehouse.v1");
    expect(agreed(await offer("gatehouse.v2, gatehouse.v1"))).toBe("gatehouse.v1");
    expect(agreed(await upgrade(freshRoom()))).toBeNull();
  });

  it("of another version is told so in a way that a browser's script can see", async () => {
    const headers = { "Sec-WebSocket-Protocol": "gatehouse.v2" };
    const { response } = await upgrade(freshRoom(), { headers });
    expect(response.headers.get("Sec-WebSocket-Protocol")).toBe("gatehouse.v2");
    expect(await closeOf(freshRoom(), { headers })).toMatchObject({ code: 4406 });
  });

  it.each(["UPPER", "-first", "a_b", "a".repeat(65), "%20"])(
    "to %j finds no such room",
    async (room) => {
      expect(await closeOf(room, {})).toMatchObject({ code: 4404, reason: "no such room" });
    },
  );

  it.each(["a", "0", "a-", "a".repeat(64)])("to %j is taken in", async (room) => {
    expect((await Talker.join(room)).welcome.room).toBe(room);
  });

  it.each(["-1", "1.5", "many", "", "1e3", "9".repeat(16)])(
    "with since=%j is a bad frame",
    async (since) => {
      const url = `${HERE}/rooms/${freshRoom()}/socket?since=${since}`;
      const { webSocket } = await exports.default.fetch(url, { headers: { Upgrade: "websocket" } });
      const closed = new Promise<number>((done) => {
        webSocket!.addEventListener("close", ({ code }) => done(code));
      });
      webSocket!.accept();
      expect(await closed).toBe(4400);
    },
  );

  it.each(["socket", "threads/socket"])(
    "to %s that asks for no socket is told what this address is for",
    async (path) => {
      const response = await exports.default.fetch(`${HERE}/rooms/lobby/${path}`);
      expect(response.status).toBe(426);
      expect(await response.json()).toMatchObject({ status: 426, title: "Upgrade required" });
    },
  );
});

describe("the upgrade of a board", () => {
  const openBoard = async (room: string, headers: Record<string, string> = {}) => {
    const board = await Watcher.open(room, headers);
    return board.untilClosed();
  };

  it("needs nobody's identity and gives none", async () => {
    const url = `${HERE}/rooms/${freshRoom()}/threads/socket`;
    for (const Authorization of ["", "Bearer short"]) {
      const headers = { Upgrade: "websocket", Authorization };
      const response = await exports.default.fetch(url, { headers });
      expect(response.status).toBe(101);
      expect(response.headers.get("Set-Cookie")).toBeNull();
    }
  });

  it("is that of a board, also in a room of the name of its address", async () => {
    const { socket } = await upgrade("threads");
    expect(socket).not.toBeNull();
    const talker = await Talker.join("threads");
    expect(talker.welcome.room).toBe("threads");
    await (await Watcher.open("threads")).until({ room: "threads", threads: 2 });
  });

  it("makes no session, though it brings the header that the worker adds", async () => {
    const room = freshRoom();
    const board = await Watcher.open(room, { "Gatehouse-Author": "somebody" });
    await board.until({ threads: 0 });
  });

  it("is checked like a session's", async () => {
    const room = freshRoom();
    expect(await openBoard(room, { Origin: "https://evil.test" })).toMatchObject({ code: 4403 });
    expect(await openBoard("UPPER")).toMatchObject({ code: 4404 });
    const other = { "Sec-WebSocket-Protocol": "gatehouse.v2" };
    expect(await openBoard(room, other)).toMatchObject({ code: 4406 });
    const ours = { Origin: HERE, "Sec-WebSocket-Protocol": "gatehouse.v1" };
    await (await Watcher.open(room, ours)).until({ room });
  });
});
