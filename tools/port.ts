/** Where a server listens. */

import type { AddressInfo } from "node:net";

/** @throws Error if it listens nowhere, or on a path */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return address.port;
}
