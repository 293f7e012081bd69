/** The list: stays at the end while its reader is there, and holds still while they read above. */

import { Component, createRef } from "preact";
import type { Message } from "../../protocol/frames.ts";
import type { Actions, Reader, State } from "../state.ts";
import { Rows } from "./rows.tsx";
import { stepDown, stepUp, windowAt } from "./window.ts";

/** Pixels from the end at which a reader still counts as being there. */
const NEAR_END = 100;

interface LogProps {
  readonly state: State;
  readonly actions: Actions;
  readonly reader: Reader;
  readonly now: number;
}

interface LogState {
  /** Where a reader is who has left the end; null at the end. */
  readonly reading: Reading | null;
}

interface Reading {
  /** The seq of the first mounted message; null for the last window. */
  readonly top: number | null;
  /** The last seq that was there when they left the end. */
  readonly seen: number;
}

/** A message and where it stands in the scroller, in pixels. */
interface Anchor {
  readonly seq: string;
  readonly offset: number;
}

/**
 * The scroller is a reversed column: its scrollTop counts from the end, 0 and below. So the page
 * shows the end before any script has run, older messages that come in above move nothing, and
 * neither does a composer that grows.
 */
export class Log extends Component<LogProps, LogState> {
  override state: LogState = { reading: null };
  readonly #scroller = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    this.#look();
  }

  override render({ state, actions, reader, now }: LogProps, { reading }: LogState) {
    const { texts } = reader;
    const { messages, you } = state.room;
    const { start, end } = windowAt(messages, reading?.top ?? null);
    const unseen = reading ? messages.filter(isNews(reading.seen, you?.id)).length : 0;
    return (
      <>
        {/* A scroller must be reachable by keyboard: Safari makes none so by itself. */}
        {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          class="log"
          role="log"
          aria-live="off"
          aria-label={texts.messages}
          tabIndex={0}
          ref={this.#scroller}
          onScroll={this.#look}
        >
          {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
          <Rows
            room={state.room}
            messages={messages.slice(start, end)}
            posts={end === messages.length ? state.posts : []}
            author={{ id: you?.id ?? "", name: you?.name ?? state.joining.asked ?? "" }}
            older={start === 0 ? state.older : "idle"}
            {...{ actions, reader, now }}
          />
        </div>
        {reading && (
          <button type="button" class="pill" onClick={this.#leaveForEnd}>
            {unseen > 0 ? texts.newMessages(unseen) : texts.toTheEnd}
          </button>
        )}
      </>
    );
  }

  override getSnapshotBeforeUpdate(): Anchor | null {
    return this.state.reading && this.#anchor();
  }

  override componentDidUpdate(before: LogProps, _: LogState, anchor: Anchor | null): void {
    const { room, posts } = this.props.state;
    const newest = posts.at(-1);
    const written = newest && !before.state.posts.some(({ id }) => id === newest.id);
    const changed = room.messages !== before.state.room.messages || posts !== before.state.posts;
    if (written) this.#toEnd();
    else if (this.state.reading) this.#hold(anchor);
    else if (changed) {
      this.#scroller.current?.scrollTo({ top: 0, behavior: "instant" });
      // At the end already, nothing scrolls and `#look` is not asked.
      this.props.actions.atEnd();
    }
    this.#fill();
  }

  /** Finds out where the reader is, and what they will soon need. */
  readonly #look = (): void => {
    const { messages } = this.props.state.room;
    const { reading } = this.state;
    const window = windowAt(messages, reading?.top ?? null);
    const { below, screen } = this.#measure();
    if (window.end < messages.length) {
      if (below < screen) this.#read({ top: stepDown(messages, window) });
    } else if (below < NEAR_END) {
      if (reading) this.setState({ reading: null });
      this.props.actions.atEnd();
    } else if (!reading) {
      this.#read({ top: messages[window.start]?.seq ?? null });
    }
    this.#fill();
  };

  /** Keeps a screen's worth of older messages above what is read. */
  #fill(): void {
    const { room, older } = this.props.state;
    const { above, screen } = this.#measure();
    if (above >= screen) return;
    const window = windowAt(room.messages, this.state.reading?.top ?? null);
    if (window.start > 0) this.#read({ top: stepUp(room.messages, window) });
    else if (older === "idle" && room.messages[0]?.seq !== 1) this.props.actions.loadOlder();
  }

  #read({ top }: Pick<Reading, "top">): void {
    const { head } = this.props.state.room;
    this.setState(({ reading }) => ({ reading: { top, seen: reading?.seen ?? head } }));
  }

  readonly #toEnd = (): void => {
    this.setState({ reading: null }, () => {
      this.#scroller.current?.scrollTo({ top: 0, behavior: "instant" });
    });
  };

  /** The button that was pressed disappears: the focus goes to what it led to. */
  readonly #leaveForEnd = (): void => {
    this.#toEnd();
    this.#scroller.current?.focus({ preventScroll: true });
  };

  /** The first message in sight. */
  #anchor(): Anchor | null {
    const scroller = this.#scroller.current;
    const edge = scroller?.getBoundingClientRect().top ?? 0;
    for (const row of scroller?.querySelectorAll<HTMLElement>("[data-seq]") ?? []) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { seq: row.dataset["seq"] ?? "", offset: top };
    }
    return null;
  }

  /** Brings a message back to where it stood. */
  #hold(anchor: Anchor | null): void {
    const scroller = this.#scroller.current;
    const row = anchor && scroller?.querySelector(`[data-seq="${anchor.seq}"]`);
    if (!row) return;
    const moved = row.getBoundingClientRect().top - anchor.offset;
    if (moved !== 0) scroller?.scrollBy({ top: moved, behavior: "instant" });
  }

  /** Pixels of the list that are in sight, above it and below it. */
  #measure(): { readonly above: number; readonly screen: number; readonly below: number } {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = this.#scroller.current ?? {};
    return {
      above: scrollHeight - clientHeight + scrollTop,
      screen: clientHeight,
      below: -scrollTop,
    };
  }
}

function isNews(seen: number, you: string | undefined): (message: Message) => boolean {
  return ({ seq, by }) => seq > seen && by.id !== you;
}
