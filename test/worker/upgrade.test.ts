import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { authorOf } from "../../src/worker/identity.ts";
import { freshRoom, freshToken, Talker, upgrade, type Visit } from "../room/talker.ts";

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

  it("that asks for no socket is told what this address is for", async () => {
    const response = await exports.default.fetch(`${HERE}/rooms/lobby/socket`);
    expect(response.status).toBe(426);
    expect(await response.json()).toMatchObject({ status: 426, title: "Upgrade required" });
  });
});
