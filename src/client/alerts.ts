/**
 * What calls a reader who looks elsewhere, put together: a badge on the app, a notification, a sound.
 * It comes after the page, since nobody needs it before they have looked elsewhere.
 */

import type { Texts } from "../presentation/en.ts";
import { Attention } from "./alerts/attention.ts";
import { removeBanner, showBanner } from "./alerts/banner.ts";
import { chime } from "./alerts/chime.ts";
import { Voice } from "./alerts/voice.ts";
import { wordsFor } from "./alerts/words.ts";
import { keysOf, ON, recall } from "./memory/storage.ts";
import type { State } from "./state.ts";
import type { Unread } from "./unread.ts";

/** Milliseconds in which messages are gathered into one call. */
const GATHER = 500;

/** Milliseconds after a call in which further messages make no sound and ask for no second look. */
const REST = 10_000;

/** What it is given. */
export interface AlertsOwner {
  readonly room: string;
  readonly texts: Pick<Texts, "announced" | "newMessages">;
}

export class Alerts {
  readonly #owner: AlertsOwner;
  readonly #voice: Voice;
  readonly #attention: Attention;
  /** The head up to which there is nothing to call for. */
  #told: number;
  /** When the link was made that the last news came by. */
  #linked: number | null;
  #unread: Unread = { count: 0, newest: null };
  #missed = false;
  #gathering = false;
  #calledAt = -Infinity;

  /** @param state what the room's first word has brought, or more: that needs no call */
  constructor(owner: AlertsOwner, { room, link }: State) {
    this.#owner = owner;
    this.#voice = new Voice(owner.room);
    this.#attention = new Attention(owner.room);
    this.#told = room.head;
    this.#linked = link.kind === "up" ? link.since : null;
  }

  /** Called with each state, and with what is unread in it. */
  tell({ room, link }: State, unread: Unread): void {
    if (unread.count !== this.#unread.count) this.#count(unread.count);
    this.#unread = unread;
    if (link.kind === "closed") this.#voice.giveUp();
    if (link.kind !== "up") return;
    const told = this.#told;
    const back = link.since !== this.#linked;
    this.#told = room.head;
    this.#linked = link.since;
    // In a log that begins afresh, everything is news.
    if ((unread.newest?.seq ?? 0) <= (room.head < told ? 0 : told)) return;
    this.#missed ||= back;
    this.#gather();
  }

  #count(unread: number): void {
    // Only an installed app has a badge, and not in every browser.
    void navigator.setAppBadge?.(unread).catch(() => {});
    if (unread === 0) void removeBanner(this.#owner.room);
  }

  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setTimeout(() => {
      this.#gathering = false;
      void this.#call();
    }, GATHER);
  }

  async #call(): Promise<void> {
    const { room, texts } = this.#owner;
    const keys = keysOf(room);
    const missed = this.#missed;
    this.#missed = false;
    if (!this.#voice.isOurs || (await this.#attention.isHere()) || this.#unread.count === 0) return;
    const loud = Date.now() - this.#calledAt >= REST;
    if (loud) this.#calledAt = Date.now();
    if (recall(keys.notify) === ON) {
      void showBanner(room, wordsFor(this.#unread, missed, texts), loud);
    }
    if (loud && recall(keys.sound) === ON) void chime();
  }
}
