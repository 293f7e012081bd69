/** How far other rooms have come. */

import { decodeHistory } from "../../protocol/answers.ts";

/** Where the log of a room stands. */
export interface Head {
  readonly epoch: string;
  readonly head: number;
}

/** Asks a room once; null if it cannot be asked just now. A room that sleeps is woken by it. */
export async function fetchHead(room: string): Promise<Head | null> {
  try {
    const response = await fetch(`/rooms/${room}/messages?limit=1`);
    return response.ok ? decodeHistory(await response.json()) : null;
  } catch {
    return null;
  }
}
