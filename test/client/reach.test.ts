import { expect, it } from "vitest";
import { isLocal } from "../../src/client/menu/reach.ts";

it.each([
  ["http://localhost:8787/", true],
  ["http://gatehouse.localhost/rooms/tea", true],
  ["http://127.0.0.1:8787/", true],
  ["http://127.1/", true],
  ["http://[::1]:8787/", true],
  ["http://0.0.0.0:8787/", true],
  ["http://192.168.1.10:8787/", false],
  ["http://[fe80::1]/", false],
  ["https://127.example.org/", false],
  ["https://localhost.example.org/", false],
  ["https://gatehouse.example.workers.dev/rooms/localhost", false],
])("%s leads no other device here: %s", (address, local) => {
  expect(isLocal(address)).toBe(local);
});
