/** Who can open an address. */

/** "localhost", 127.x.x.x, [::1], and 0.0.0.0, which browsers take for the same. */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

/** Whether an address leads every device to itself, and so another one not here. */
export function isLocal(address: string): boolean {
  return LOOPBACK.test(new URL(address).hostname);
}
