/** What calls a reader who looks elsewhere, fetched before it is needed: without a network it could not be. */

import type { State } from "./state.ts";

/** What is fetched: it is told of each state, and of what is unread in it. */
interface Alerts<Unread> {
  readonly tell: (state: State, unread: Unread) => void;
}

export class LateAlerts<Unread> {
  readonly #load: (state: State) => Promise<Alerts<Unread>>;
  #alerts: Alerts<Unread> | null = null;
  #loading = false;

  /** @param load may fail, and is then tried again; takes the state in which nothing has to be told */
  constructor(load: (state: State) => Promise<Alerts<Unread>>) {
    this.#load = load;
  }

  /** Fetches them, once the room has had its first word: what came before is no news. */
  async prepare(state: State): Promise<void> {
    if (this.#alerts || this.#loading || !state.room.you) return;
    this.#loading = true;
    this.#alerts = await this.#load(state).catch(() => null);
    this.#loading = false;
  }

  tell(state: State, unread: Unread): void {
    this.#alerts?.tell(state, unread);
  }
}
