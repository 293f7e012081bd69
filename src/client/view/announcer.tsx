/** Reads new messages out, a few at a time. The list itself is silent: older pages come into it too. */

import { Component } from "preact";
import type { Message } from "../../protocol/frames.ts";
import type { Texts } from "../../presentation/en.ts";
import type { RoomState } from "../state.ts";
import { firstFrom } from "./window.ts";

/** Milliseconds in which messages are gathered. */
const GATHER = 1_000;

/** More messages than this at once are only counted. */
const READ_OUT = 3;

interface AnnouncerProps {
  readonly room: RoomState;
  readonly texts: Texts;
}

interface AnnouncerState {
  readonly said: string;
  /** Which announcement it is: one in the same words as the last is to be heard as well. */
  readonly number: number;
}

/** A live region: what it says, a screen reader says when it has nothing else to say. */
export class Announcer extends Component<AnnouncerProps, AnnouncerState> {
  override state: AnnouncerState = { said: "", number: 0 };
  #heard = this.props.room.head;
  #gathering = false;

  override componentDidUpdate(): void {
    if (this.#gathering || this.props.room.head === this.#heard) return;
    this.#gathering = true;
    setTimeout(() => this.#say(), GATHER);
  }

  override render(_: AnnouncerProps, { said, number }: AnnouncerState) {
    return (
      <p class="unseen" aria-live="polite">
        <span key={number}>{said}</span>
      </p>
    );
  }

  #say(): void {
    const { room, texts } = this.props;
    const newest = room.tail ?? room.messages;
    const since = newest.slice(firstFrom(newest, this.#heard + 1));
    const news = since.filter(({ by }) => by.id !== room.you?.id);
    this.#heard = room.head;
    this.#gathering = false;
    if (news.length === 0) return;
    this.setState(({ number }) => ({ said: announcement(news, texts), number: number + 1 }));
  }
}

function announcement(news: readonly Message[], texts: Texts): string {
  if (news.length > READ_OUT) return texts.newMessages(news.length);
  return news.map(({ by, text }) => texts.announced(by.name, text)).join("\n");
}
