/** The shelf of this page, put together: it comes when there is something to put on it, or to take. */

import { Shelf, type ShelfOwner } from "./shelf/posts.ts";
import { Tab } from "./shelf/tab.ts";

interface Page extends Omit<ShelfOwner, "tab"> {
  /** An id that no page has had before. */
  readonly id: string;
  /** Called when another page has gone, which may have left posts. */
  readonly otherGone: () => void;
}

/** Opens the shelf for a page, which the others can see to be open from then on. */
export function openShelf({ id, otherGone, ...owner }: Page): Shelf {
  return new Shelf({ ...owner, tab: new Tab(id, otherGone) });
}
