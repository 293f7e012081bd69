import fc from "fast-check";
import { expect, it } from "vitest";
import { faceOf, HUES } from "../../src/presentation/face.ts";

const ids = Array.from({ length: 2_000 }, (_, i) => `author-${i}`);

it("a face is always the same for a person, and the same from both sides", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const { hue, path } = faceOf(id);
      expect(faceOf(id)).toEqual({ hue, path });
      const cells = Array.from(path.matchAll(/M(\d) (\d)/g), ([, x, y]) => `${x} ${y}`);
      const mirrored = cells.map((cell) => `${4 - Number(cell[0])} ${cell[2]}`);
      expect(mirrored.toSorted()).toEqual(cells.toSorted());
      expect(cells.length).toBeGreaterThanOrEqual(6);
      expect(cells.length).toBeLessThanOrEqual(20);
    }),
  );
});

it("faces use every hue about as often, and are rarely alike", () => {
  const faces = ids.map(faceOf);
  for (let hue = 0; hue < HUES; hue++) {
    const share = faces.filter((face) => face.hue === hue).length / faces.length;
    expect(share * HUES).toBeGreaterThan(0.7);
    expect(share * HUES).toBeLessThan(1.3);
  }
  const distinct = new Set(faces.map(({ hue, path }) => `${hue} ${path}`)).size;
  expect(distinct / faces.length).toBeGreaterThan(0.98);
});
