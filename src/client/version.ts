/** Whether this page is still the one that is served. */

/**
 * Tells whether a deploy has replaced this script: its name goes with its content, so what has been
 * replaced is gone. A network or a server that fails says nothing.
 */
export async function isReplaced(): Promise<boolean> {
  try {
    const { status } = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    return status === 404;
  } catch {
    return false;
  }
}
