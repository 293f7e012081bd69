/** The way to a name, and to another one. */

import type { RefusedFrame } from "../protocol/frames.ts";
import { canonicalName } from "../protocol/names.ts";
import type { Joining, State } from "./state.ts";

/** What it asks and tells. */
export interface NamingOwner {
  readonly state: () => Pick<State, "room" | "joining" | "link">;
  readonly change: (joining: Joining) => void;
  /** Puts the wish for a name on the wire. */
  readonly ask: (name: string) => void;
  /** Called whenever the room says which name is one's own. */
  readonly keep: (name: string) => void;
  /** Somebody who has a name has asked for another one, and got it or not. */
  readonly renamed: (name: string) => void;
  readonly notRenamed: (why: RefusedFrame) => void;
}

export class Naming {
  readonly #owner: NamingOwner;
  /** The name that the last upgrade has brought to the room. */
  #offered: string | null = null;
  /** The other name that is asked for by whoever has one. */
  #renaming: string | null = null;

  constructor(owner: NamingOwner) {
    this.#owner = owner;
  }

  /** Asks for a name. As long as there is no room to hear it, the wish is kept. */
  join(wish: string): void {
    const name = canonicalName(wish);
    if (name === null) {
      return this.#refuse({ code: wish.trim() === "" ? "name_required" : "name_invalid" });
    }
    this.#change({ asked: name, refused: null });
    this.#owner.ask(name);
  }

  /** Asks for another name than one has. Tells why it could not. */
  rename(wish: string): "invalid" | "unheard" | null {
    const name = canonicalName(wish);
    if (name === null) return "invalid";
    if (this.#owner.state().link.kind !== "up") return "unheard";
    this.#renaming = name;
    this.#owner.ask(name);
    return null;
  }

  /** The name to bring with the next upgrade. */
  offer(): string | null {
    this.#offered = this.#owner.state().joining.asked;
    return this.#offered;
  }

  /** The room is there: a name that was asked for while the link was on its way has not gone with it. */
  welcomed(): void {
    const { asked } = this.#owner.state().joining;
    if (asked !== null && asked !== this.#offered) this.#owner.ask(asked);
  }

  /** The link is lost, and with it the wish for another name. */
  lost(): void {
    this.#renaming = null;
  }

  /** The room has told who one is. Tells whether one has a name. */
  met(): boolean {
    const name = this.#owner.state().room.you?.name ?? null;
    if (name === null) return false;
    this.#owner.keep(name);
    this.#change({ remembered: name, asked: name, refused: null });
    if (name === this.#renaming) {
      this.#renaming = null;
      this.#owner.renamed(name);
    }
    return true;
  }

  /** The room has refused a name. */
  refused(why: RefusedFrame): void {
    if (this.#renaming !== null) {
      this.#renaming = null;
      return this.#owner.notRenamed(why);
    }
    // Whoever has a name by now, from another window, need not know.
    if (this.#owner.state().room.you?.name !== null) return;
    const { code, suggestion } = why;
    this.#refuse({ code, ...(suggestion !== undefined && { suggestion }) });
  }

  #refuse(refused: NonNullable<Joining["refused"]>): void {
    this.#change({ asked: null, refused });
  }

  #change(part: Partial<Joining>): void {
    this.#owner.change({ ...this.#owner.state().joining, ...part });
  }
}
