/** What the server's page carries for its script. */

/** The page's language, as a tag that `Intl` takes, and its reader's time zone. */
export const language = document.documentElement.lang;
export const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

/** What the page was rendered from, to be decoded. */
export function pageState(): unknown {
  return JSON.parse(pageElement("state").textContent);
}

/**
 * An element that the page always has.
 * @throws Error if it has not: the script is not of this page
 */
export function pageElement(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}
