/** The list as something that scrolls: where its reader is, and bringing them elsewhere. */

import type { RefObject } from "preact";

/** A message, and where its upper or lower edge is, in pixels. */
export interface Anchor {
  readonly seq: number;
  readonly at: number;
}

/**
 * The scroller is a reversed column: its scrollTop counts from the end, 0 and below. So the page
 * shows the end before any script has run, older messages that come in above move nothing, and
 * neither does a composer that grows.
 */
export class Scroller {
  readonly #list: RefObject<HTMLElement | null>;

  /** @param list what scrolls, once it is in the page */
  constructor(list: RefObject<HTMLElement | null>) {
    this.#list = list;
  }

  toEnd(): void {
    this.#list.current?.scrollTo(0, 0);
  }

  /** Pixels of the list above what is in sight, and below. */
  measure(): { readonly above: number; readonly below: number } {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = this.#list.current ?? {};
    return { above: scrollHeight - clientHeight + scrollTop, below: -scrollTop };
  }

  /** The first message of which this edge is in sight, or below. */
  first(edge: "top" | "bottom"): Anchor | null {
    const element = this.#list.current;
    const begin = element?.getBoundingClientRect().top ?? 0;
    for (const row of element?.querySelectorAll<HTMLElement>("[data-seq]") ?? []) {
      const at = row.getBoundingClientRect()[edge];
      if (at >= begin) return { seq: Number(row.dataset["seq"]), at };
    }
    return null;
  }

  /** Brings the lower edge of a message back to where it was: its header may come and go with what is above. */
  hold(anchor: Anchor | null): void {
    const row = anchor && this.#row(anchor.seq);
    if (!row) return;
    const moved = row.getBoundingClientRect().bottom - anchor.at;
    if (moved !== 0) this.#list.current?.scrollBy(0, moved);
  }

  /** Brings a message into sight, with some of what it follows on above it; tells whether it is mounted. */
  bring(seq: number): boolean {
    const row = this.#row(seq);
    const list = this.#list.current;
    if (!row || !list) return false;
    // Not by the browser's own means: it would scroll the page as well, where there is little room.
    const depth = row.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollBy(0, depth - list.clientHeight / 4);
    return true;
  }

  isInSight(seq: number): boolean {
    const row = this.#row(seq)?.getBoundingClientRect();
    const view = this.#list.current?.getBoundingClientRect();
    return (
      row !== undefined && view !== undefined && row.top >= view.top && row.bottom <= view.bottom
    );
  }

  #row(seq: number): Element | null {
    return this.#list.current?.querySelector(`[data-seq="${seq}"]`) ?? null;
  }
}
