/** Who takes part in a run: people in rooms, some in two tabs, and one in each room who forges. */

import { createHash } from "node:crypto";
import { WebSocket } from "ws";
import type { Socket, SocketOwner } from "../../src/client/socket.ts";
import type { ServerFrame } from "../../src/protocol/frames.ts";
import type { Who } from "./client.ts";
import type { Config } from "./config.ts";
import { CLIENT_HEADER } from "./proxy.ts";

/** A tab of somebody's, and what it sends with each upgrade. */
export interface Part {
  readonly who: Who;
  readonly headers: Readonly<Record<string, string>>;
}

export const roomName = (room: number): string => `room-${room}`;

/** Everybody, numbered from 0. */
export function cast({ rooms, people, crowd }: Config): Part[] {
  const parts: Part[] = [];
  const enter = (room: number, person: string, more: Partial<Who> = {}, forged = {}): Part => {
    const client = parts.length;
    const secret = `${roomName(room)}.${person.replace(" ", ".")}`.padEnd(32, "-");
    const author = createHash("sha256").update(secret).digest().subarray(0, 12);
    const part: Part = {
      who: {
        client,
        room: roomName(room),
        name: person,
        author: author.toString("base64url"),
        prefix: `${client}`,
        ...more,
      },
      headers: { Authorization: `Bearer ${secret}`, [CLIENT_HEADER]: `${client}`, ...forged },
    };
    parts.push(part);
    return part;
  };
  for (let room = 0; room < rooms; room++) {
    const first = enter(room, "Person 1");
    enter(room, "Person 1");
    for (let i = 2; i <= (room === 0 ? crowd : people); i++) enter(room, `Person ${i}`);
    // Says to be the first person, and gives their posts the ids that those give theirs.
    const { author, prefix } = first.who;
    enter(room, "Forger", { prefix }, { "Gatehouse-Author": author });
  }
  return parts;
}

type Owner = SocketOwner<ServerFrame>;
type SocketClass = new (owner: Owner, options: { WebSocket: unknown }) => Socket<ServerFrame>;

/** The client's socket as it is bundled for this harness, on a WebSocket that sends these headers. */
export async function socketMaker(
  script: string,
): Promise<(headers: Part["headers"], owner: Owner) => Socket<ServerFrame>> {
  const module: { Socket: SocketClass } = await import(script);
  return (headers, owner) => {
    class Named extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers, perMessageDeflate: false, skipUTF8Validation: true });
      }
    }
    return new module.Socket(owner, { WebSocket: Named });
  };
}
