/** The title of the page, which counts what is unread: one sees it among other tabs. */

/** As the page came with it. */
export const title = document.title;

/** Puts a count before the title, or none. */
export function countInTitle(unread: number): void {
  const counted = unread > 0 ? `(${unread}) ${title}` : title;
  if (document.title !== counted) document.title = counted;
}
