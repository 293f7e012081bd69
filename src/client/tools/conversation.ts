/** Several messages as plain text: who said what, and when. */

/** How a line of it is written. */
export type Line = (name: string, at: number, text: string) => string;

/**
 * What of several messages is selected, a line each. Null if it is of one message or none: then the
 * browser's own way is right.
 */
export function conversation(selection: Selection, line: Line): string | null {
  if (selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const rows = Array.from(document.querySelectorAll("[data-seq]"));
  const lines = rows.flatMap((row) => {
    const text = row.querySelector(".text");
    const at = row.querySelector("time")?.dateTime ?? "";
    const name = row.querySelector(".name")?.textContent ?? "";
    const said = text ? selectedOf(text, range) : "";
    return said === "" ? [] : [line(name, Date.parse(at), said)];
  });
  return lines.length > 1 ? lines.join("\n") : null;
}

/** The part of an element's text that is in a range. */
function selectedOf(element: Element, range: Range): string {
  if (!range.intersectsNode(element)) return "";
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part.toString();
}
