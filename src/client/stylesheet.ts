/** The look of what is loaded later. */

const loaded = new Map<string, Promise<void>>();

/**
 * Brings a style sheet into the page, once; settles when it is in force.
 * @throws Error if it could not be loaded; the next call tries again
 */
export function stylesheet(href: string): Promise<void> {
  const loading = loaded.get(href) ?? load(href);
  loaded.set(href, loading);
  return loading;
}

function load(href: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((done, fail) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => {
      link.remove();
      loaded.delete(href);
      fail(new Error(`${href} could not be loaded.`));
    });
    document.head.append(link);
  });
}
