/** Pages of history, over HTTP. */

import { decodeHistory } from "../protocol/answers.ts";
import type { History } from "../protocol/frames.ts";

/** The page of messages before a seq. Null if it could not be had: the network's fault, or a new server's. */
export async function fetchPage(room: string, before: number): Promise<History | null> {
  try {
    const response = await fetch(`/rooms/${room}/messages?before=${before}`);
    return response.ok ? decodeHistory(await response.json()) : null;
  } catch {
    return null;
  }
}
