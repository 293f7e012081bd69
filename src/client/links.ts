/** Links to single messages, `#m-SEQ`: the page shows the one that its address points to. */

import type { Goal } from "./state.ts";

/** Milliseconds for which the message is marked. */
const MARKED = 3_000;

/** What the links need of the page. */
export interface LinksOwner {
  /** Brings a message before the reader: false if there is none, null if they have gone elsewhere. */
  readonly seek: (seq: number) => Promise<boolean | null>;
  /** Marks a message, in the place of any other, or none. */
  readonly mark: (goal: Goal | null) => void;
  readonly notFound: () => void;
}

export class Links {
  readonly #owner: LinksOwner;
  #marked: ReturnType<typeof setTimeout> | undefined;

  /** Follows the address that the page was opened at, and each that it goes to. */
  constructor(owner: LinksOwner) {
    this.#owner = owner;
    addEventListener("hashchange", () => void this.#follow());
    addEventListener("click", (event) => this.#click(event));
    void this.#follow();
  }

  /** The browser would move a message that is in sight to the top. A new tab or window is its own affair. */
  #click(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element && event.target.closest('a[href^="#m-"]');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    void this.#follow();
  }

  async #follow(): Promise<void> {
    const seq = Number(/^#m-(\d{1,15})$/.exec(location.hash)?.[1]);
    if (seq) await this.show(seq);
  }

  /** Brings a message before the reader, and marks it for a moment. */
  async show(seq: number): Promise<void> {
    const { seek, mark, notFound } = this.#owner;
    const found = await seek(seq);
    if (found === null) return;
    if (!found) return notFound();
    mark({ seq });
    clearTimeout(this.#marked);
    this.#marked = setTimeout(() => mark(null), MARKED);
  }
}
