/** The list as something that scrolls: where its reader is, and bringing them elsewhere. */

/** A message and where it ends, in pixels: its header may come and go with what stands above. */
export interface Anchor {
  readonly seq: string;
  readonly end: number;
}

/**
 * The scroller is a reversed column: its scrollTop counts from the end, 0 and below. So the page
 * shows the end before any script has run, older messages that come in above move nothing, and
 * neither does a composer that grows.
 */
export class Scroller {
  readonly #element: () => HTMLElement | null;

  /** @param element what scrolls, null while it is not in the page */
  constructor(element: () => HTMLElement | null) {
    this.#element = element;
  }

  toEnd(): void {
    this.#element()?.scrollTo({ top: 0, behavior: "instant" });
  }

  /** Pixels of the list above what is in sight, and below. */
  measure(): { readonly above: number; readonly below: number } {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = this.#element() ?? {};
    return { above: scrollHeight - clientHeight + scrollTop, below: -scrollTop };
  }

  /** The first message in sight. */
  anchor(): Anchor | null {
    const element = this.#element();
    const edge = element?.getBoundingClientRect().top ?? 0;
    for (const row of element?.querySelectorAll<HTMLElement>("[data-seq]") ?? []) {
      const { bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { seq: row.dataset["seq"] ?? "", end: bottom };
    }
    return null;
  }

  /** Brings a message back to where it stood. */
  hold(anchor: Anchor | null): void {
    const row = anchor && this.#row(anchor.seq);
    if (!row) return;
    const moved = row.getBoundingClientRect().bottom - anchor.end;
    if (moved !== 0) this.#element()?.scrollBy({ top: moved, behavior: "instant" });
  }

  /** Brings a message into sight, in the middle; tells whether it is mounted. */
  bring(seq: number): boolean {
    const row = this.#row(seq);
    row?.scrollIntoView({ block: "center", behavior: "instant" });
    return row !== null;
  }

  isInSight(seq: number): boolean {
    const row = this.#row(seq)?.getBoundingClientRect();
    const view = this.#element()?.getBoundingClientRect();
    return (
      row !== undefined && view !== undefined && row.top >= view.top && row.bottom <= view.bottom
    );
  }

  #row(seq: number | string): Element | null {
    return this.#element()?.querySelector(`[data-seq="${seq}"]`) ?? null;
  }
}
