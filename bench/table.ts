/** Tables and figures for people. */

/** The first row is the header, the first column names the row. */
export type Table = readonly (readonly string[])[];

/** Draws a table with its title. */
export type Draw = (title: string, table: Table) => string;

/** A figure with its thousands marked; a dash where there is none. */
export function number(value: number | undefined, digits: number): string {
  if (value === undefined || Number.isNaN(value)) return "–";
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString("en", fixed);
}

export const asText: Draw = (title, table) => {
  const [header = []] = table;
  const widths = header.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return `${title}\n\n${table.map((row) => row.map(pad).join("  ").trimEnd()).join("\n")}`;
};

export const asMarkdown: Draw = (title, [header = [], ...rows]) => {
  const ruler = header.map((_, column) => (column === 0 ? "---" : "---:"));
  const lines = [header, ruler, ...rows].map((row) => `| ${row.join(" | ")} |`);
  return `### ${title}\n\n${lines.join("\n")}`;
};
