import { expect, it } from "vitest";
import { newRoomName } from "../../src/client/menu/new-room.ts";
import { ROOM_NAME } from "../../src/protocol/limits.ts";

it("A new room has a name that is a room's, of 130 random bits in groups", () => {
  const names = Array.from({ length: 200 }, newRoomName);
  for (const name of names) {
    expect(name).toMatch(ROOM_NAME);
    expect(name).toMatch(
      /^[0-9a-hjkmnp-tv-z]{5}(-[0-9a-hjkmnp-tv-z]{5}){3}-[0-9a-hjkmnp-tv-z]{6}$/,
    );
  }
  expect(new Set(names).size).toBe(200);
  // Each of the 32 characters comes, at each place: 200 names leave one out once in 10^15 runs or so.
  const letters = new Set(names.join("").replaceAll("-", ""));
  expect(letters.size).toBe(32);
});
