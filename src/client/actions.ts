/** What each wish of the reader leads to. */

import type { ServerFrame } from "../protocol/frames.ts";
import { newId } from "./id.ts";
import type { Links } from "./links.ts";
import type { RoomMemory } from "./memory.ts";
import type { Naming } from "./naming.ts";
import type { Outbox } from "./outbox.ts";
import type { Paging } from "./paging.ts";
import type { Reading } from "./reading.ts";
import type { Socket } from "./socket.ts";
import type { Actions, RoomState, State } from "./state.ts";
import { toEnd, trim } from "./store.ts";
import type { Writing } from "./typing.ts";
import { leaveOff } from "./unread.ts";

/** The parts of the page that do it. */
export interface ActionsOwner {
  readonly state: () => State;
  readonly change: (part: Partial<State>) => void;
  readonly naming: Pick<Naming, "join">;
  readonly outbox: Pick<Outbox, "add" | "retry" | "discard">;
  readonly links: Pick<Links, "show">;
  readonly paging: Pick<Paging, "loadOlder" | "loadNewer" | "seeks" | "stopSeeking">;
  readonly reading: Pick<Reading, "atEnd">;
  readonly writing: Pick<Writing, "goesOn" | "ended">;
  readonly memory: Pick<RoomMemory, "draft">;
  readonly socket: Pick<Socket<ServerFrame>, "send" | "wake">;
  readonly command: Actions["command"];
  readonly openMenu: () => void;
}

export function actionsFor(owner: ActionsOwner): Actions {
  const { state, change, naming, outbox, links, paging, reading, writing, memory, socket } = owner;
  const changeRoom = (room: RoomState): void => {
    if (room !== state().room) change({ room });
  };
  const found = (): void => {
    const { leftOff } = state();
    change({ leftOff: leftOff && { ...leftOff, missed: 0 } });
  };
  return {
    join: (name) => naming.join(name),
    post(text) {
      writing.ended();
      const id = newId();
      outbox.add({ id, text, after: state().room.head, at: Date.now() });
      change({ written: id });
      found();
    },
    command: owner.command,
    retry: (id) => outbox.retry(id),
    discard: (id) => outbox.discard(id),
    loadOlder: () => void paging.loadOlder(),
    loadNewer: () => void paging.loadNewer(),
    toEnd(above) {
      paging.stopSeeking();
      if (above) change({ leftOff: leaveOff(state()) });
      changeRoom(toEnd(state().room));
    },
    found,
    show: (seq) => void links.show(seq),
    atEnd() {
      // Whoever is on their way to a message does not see the end.
      if (paging.seeks) return;
      reading.atEnd();
      const { leftOff } = state();
      if (leftOff?.missed === 0 && !leftOff.done) change({ leftOff: { ...leftOff, done: true } });
    },
    mounted: (first, last) => changeRoom(trim(state().room, first, last)),
    reconnect: () => socket.wake(),
    openMenu: owner.openMenu,
    askNames() {
      change({ names: { ...state().names, asked: true } });
      socket.send({ type: "roster" });
    },
    writing: () => writing.goesOn(),
    draft: () => memory.draft.text,
    keepDraft: (text) => memory.draft.keep(text),
  };
}
