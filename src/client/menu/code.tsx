/** A QR code, with the library that makes it: loaded when one is first asked for. */

import { encodeQR } from "qr";

interface CodeProps {
  readonly text: string;
  readonly label: string;
}

/** Light modules round a code, without which it cannot be told from what surrounds it. */
const MARGIN = 4;

/** Drawn as one path, in dark on light whatever the theme: many readers want it so. */
export function Code({ text, label }: CodeProps) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: MARGIN });
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg class="code" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path d={rows.map(rowPath).join("")} shape-rendering="crispEdges" />
    </svg>
  );
}

/** The dark modules of a row, one square each. */
function rowPath(row: readonly boolean[], y: number): string {
  return row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("");
}
