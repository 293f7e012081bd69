/** Draws bars as an SVG that reads well on light and on dark pages. Pure. */

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Whether it is the one that the others are compared with. */
  readonly isOwn: boolean;
}

/** Bars of one unit, each as long as the logarithm of its value. */
export interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** Lengths in the SVG's own units: pixels, unless the page scales it. */
const WIDTH = 760;
const NAMES = 110;
const VALUES = 90;
const LINE = 24;
const BAR = 15;
const TITLE = 38;
const SCALE = 18;
const EDGE = 12;

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #24292f; }
    .title { font-weight: 600; }
    .value { font-variant-numeric: tabular-nums; }
    .scale { font-size: 11px; fill: #656d76; }
    .grid { stroke: #d0d7de; }
    .bar { fill: #8c959f; }
    .own { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .scale { fill: #8b949e; }
      .grid { stroke: #30363d; }
      .bar { fill: #6e7681; }
      .own { fill: #4493f8; }
    }`;

/** @param label tells the whole to whoever cannot see it */
export function chart(label: string, panels: readonly Panel[]): string {
  const heights = panels.map(({ bars }) => TITLE + bars.length * LINE + SCALE);
  const height = heights.reduce((sum, it) => sum + it, 0) + EDGE;
  const drawn = panels.map((panel, index) => {
    const top = heights.slice(0, index).reduce((sum, it) => sum + it, 0);
    return `  <g transform="translate(0 ${top})">\n${drawPanel(panel)}\n  </g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(label)}">
  <style>${STYLE}
  </style>
${drawn.join("\n")}
</svg>
`;
}

function drawPanel({ title, bars }: Panel): string {
  const { low, high } = decades(bars.map(({ value }) => value));
  const full = WIDTH - NAMES - VALUES;
  const lengthOf = (value: number): number =>
    round((full * (Math.log10(value) - low)) / (high - low));
  const bottom = TITLE + bars.length * LINE;
  const grid = Array.from({ length: high - low + 1 }, (_, step) => {
    const power = 10 ** (low + step);
    const x = NAMES + lengthOf(power);
    return [
      `    <line class="grid" x1="${x}" y1="${TITLE - 6}" x2="${x}" y2="${bottom}"/>`,
      `    <text class="scale" x="${x}" y="${bottom + 12}" text-anchor="middle">${figure(power)}</text>`,
    ].join("\n");
  });
  const lines = bars.map(({ name, value, isOwn }, index) => {
    const top = TITLE + index * LINE;
    const text = top + BAR - 3;
    const length = lengthOf(value);
    return [
      `    <text x="${NAMES - 8}" y="${text}" text-anchor="end">${escape(name)}</text>`,
      `    <rect class="${isOwn ? "bar own" : "bar"}" x="${NAMES}" y="${top}" width="${length}" height="${BAR}" rx="2"/>`,
      `    <text class="value" x="${NAMES + length + 6}" y="${text}">${figure(value)}</text>`,
    ].join("\n");
  });
  return [
    `    <text class="title" x="${EDGE}" y="22">${escape(title)}</text>`,
    ...grid,
    ...lines,
  ].join("\n");
}

/** The powers of ten between which all values lie. The lowest bar must have a length, too. */
export function decades(values: readonly number[]): {
  readonly low: number;
  readonly high: number;
} {
  const logs = values.map((value) => Math.log10(value));
  const low = Math.ceil(Math.min(...logs)) - 1;
  return { low, high: Math.max(low + 1, Math.ceil(Math.max(...logs))) };
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
