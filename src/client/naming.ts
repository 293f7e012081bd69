/** The way to a name, and to another one. */

import type { RefusedFrame } from "../protocol/frames.ts";
import { canonicalName } from "../protocol/names.ts";
import type { Joining, Renaming, State } from "./state.ts";

/** What it asks and tells. */
export interface NamingOwner {
  readonly state: () => Pick<State, "room" | "joining" | "link">;
  readonly change: (joining: Joining) => void;
  /** Puts the wish for a name on the wire. */
  readonly ask: (name: string) => void;
  /** Called whenever the room says which name is one's own. */
  readonly keep: (name: string) => void;
}

/** The wish for another name, while the room has not answered it. */
interface Wish {
  readonly name: string;
  readonly answer: (renaming: Renaming) => void;
}

export class Naming {
  /** Is told one's name each time that the room says it: the menu, as long as it is open. */
  follower: ((name: string) => void) | undefined;
  readonly #owner: NamingOwner;
  /** The name that the last upgrade has brought to the room. */
  #offered: string | null = null;
  #wish: Wish | null = null;
  #answered: Promise<Renaming> | null = null;

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

  /** Asks for another name than one has. */
  async rename(wish: string): Promise<Renaming> {
    const name = canonicalName(wish);
    if (name === null) return { type: "refused", code: "name_invalid" };
    // The answers do not say which wish they are for: one at a time.
    while (this.#wish) await this.#answered;
    if (this.#owner.state().link.kind !== "up") return { type: "unheard" };
    this.#owner.ask(name);
    this.#answered = new Promise((answer) => (this.#wish = { name, answer }));
    return this.#answered;
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
    this.#answer({ type: "unheard" });
  }

  /** The room has told who one is. Tells whether one has a name. */
  met(): boolean {
    const name = this.#owner.state().room.you?.name ?? null;
    if (name === null) return false;
    this.#owner.keep(name);
    this.follower?.(name);
    this.#change({ remembered: name, asked: name, refused: null });
    if (name === this.#wish?.name) this.#answer({ type: "renamed", name });
    return true;
  }

  /** The room has refused a name. */
  refused(why: RefusedFrame): void {
    if (this.#wish) return this.#answer(why);
    // Whoever has a name by now, from another window, need not know.
    if (this.#owner.state().room.you?.name !== null) return;
    this.#refuse(why);
  }

  #answer(renaming: Renaming): void {
    this.#wish?.answer(renaming);
    this.#wish = null;
  }

  #refuse(refused: NonNullable<Joining["refused"]>): void {
    this.#change({ asked: null, refused });
  }

  #change(part: Partial<Joining>): void {
    this.#owner.change({ ...this.#owner.state().joining, ...part });
  }
}
