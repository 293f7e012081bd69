/** The colours of the style sheet can be told apart in both themes, as WCAG 2.2 counts it. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const css = readFileSync(`${ROOT}public/style.css`, "utf8");

/** Red, green and blue, each from 0 to 1, as light and not as numbers of a screen. */
type Colour = readonly [number, number, number];

const THEMES = ["light", "dark"] as const;

/** The least contrasts: of text, and of what only has to be seen. */
const TEXT = 4.5;
const SEEN = 3;

/** Two of the tokens. */
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...["ground", "side", "raised"].flatMap((under) =>
    ["ink", "quiet", "accent", "alert"].map((over) => [over, under, TEXT] as const),
  ),
  ["on-accent", "accent", TEXT],
  ...["ground", "side", "raised"].map((under) => ["wait", under, SEEN] as const),
  ["field-line", "ground", SEEN],
  ["field-line", "raised", SEEN],
];

describe.each(THEMES)("in the %s theme", (theme) => {
  it.each(PAIRS)("%s on %s", (over, under, least) => {
    expect(contrast(token(over, theme), token(under, theme))).toBeGreaterThanOrEqual(least);
  });

  it("a face is seen in each of its hues", () => {
    const avatar = /\.avatar \{[^}]*?background: (.*);\s*fill: (.*);/.exec(css);
    const hues = Array.from(css.matchAll(/--hue: (\d+)/g), ([, hue = ""]) => hue);
    expect(hues).toHaveLength(12);
    for (const hue of hues) {
      const [ground, ink] = [1, 2].map((i) =>
        pick((avatar?.[i] ?? "").replaceAll("var(--hue)", hue), theme),
      );
      if (!ground || !ink) throw new Error("There are no faces.");
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it("what is round the page goes on from its ground", () => {
    const page = readFileSync(`${ROOT}src/worker/document.tsx`, "utf8");
    const told = new RegExp(`content="(#\\w+)" media="\\(prefers-color-scheme: ${theme}\\)`);
    expect(told.exec(page)?.[1]).toBe(hex(token("ground", theme)));
  });
});

it("would notice a grey on grey", () => {
  expect(contrast(oklch(0.6, 0, 0), oklch(0.99, 0, 0))).toBeLessThan(TEXT);
  expect(contrast(oklch(0, 0, 0), oklch(1, 0, 0))).toBeCloseTo(21, 1);
});

function token(name: string, theme: (typeof THEMES)[number]): Colour {
  return pick(new RegExp(`--${name}: (.*);`).exec(css)?.[1] ?? "", theme);
}

/** The colour of `light-dark(oklch(L% C H), oklch(L% C H))` in a theme. */
function pick(value: string, theme: (typeof THEMES)[number]): Colour {
  const colours = Array.from(value.matchAll(/oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/g));
  const [, l, c, h] = colours[THEMES.indexOf(theme)] ?? [];
  if (h === undefined) throw new Error(`No colour in both themes: ${value}`);
  return oklch(Number(l) / 100, Number(c), Number(h));
}

/** Björn Ottosson's matrices, https://bottosson.github.io/posts/oklab/ */
function oklch(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    bounded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    bounded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    bounded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [one, other].map(luminance).toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(colour: Colour): string {
  const digits = colour.map((light) => {
    const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${digits.join("")}`;
}

function bounded(value: number): number {
  return Math.min(1, Math.max(0, value));
}
