/** The list: stays at the end while its reader is there, and holds still while they read above. */

import { Component, createRef } from "preact";
import type { Actions, Reader, State } from "../state.ts";
import { Rows } from "./rows.tsx";
import { firstFrom, MOUNTED, stepDown, stepUp, topOf, windowAt } from "./window.ts";

/** Pixels from the end at which a reader still counts as being there. */
const NEAR_END = 100;

/** Pixels above and below what is in sight that are mounted before they are needed. */
const MARGIN = 1_000;

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
  /** Where the mounted messages begin: see `topOf`. */
  readonly top: number;
  /** How many messages had been heard when they left the end. */
  readonly seen: number;
}

/** A message and where it ends, in pixels: its header may come and go with what stands above. */
interface Anchor {
  readonly seq: string;
  readonly end: number;
}

/**
 * The scroller is a reversed column: its scrollTop counts from the end, 0 and below. So the page
 * shows the end before any script has run, older messages that come in above move nothing, and
 * neither does a composer that grows.
 */
export class Log extends Component<LogProps, LogState> {
  override state: LogState = { reading: null };
  readonly #scroller = createRef<HTMLDivElement>();
  /** The message that is to be brought into sight as soon as it is mounted. */
  #goal: number | null = null;

  override componentDidMount(): void {
    this.#seek();
    this.#look();
    this.#tell();
  }

  override render({ state, actions, reader, now }: LogProps, { reading }: LogState) {
    const { texts } = reader;
    const { messages, tail, heard, you } = state.room;
    const { start, end } = windowAt(messages, reading?.top ?? null);
    const atLast = end === messages.length;
    const unseen = reading ? heard - reading.seen : 0;
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
            leftOff={state.leftOff}
            goal={state.goal}
            messages={messages.slice(start, end)}
            posts={atLast && tail === null ? state.posts : []}
            author={{ id: you?.id ?? "", name: you?.name ?? state.joining.asked ?? "" }}
            older={start === 0 ? state.older : "idle"}
            newer={atLast ? state.newer : "idle"}
            {...{ actions, reader, now }}
          />
        </div>
        {reading && (
          <button type="button" class="button strong pill" onClick={this.#leaveForEnd}>
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
    const { room, posts, goal } = this.props.state;
    const newest = posts.at(-1);
    const written = newest && !before.state.posts.some(({ id }) => id === newest.id);
    const changed = room.messages !== before.state.room.messages || posts !== before.state.posts;
    if (written) return this.#toEnd();
    if (this.state.reading) this.#hold(anchor);
    else if (changed) {
      this.#scroller.current?.scrollTo({ top: 0, behavior: "instant" });
    }
    if (goal !== before.state.goal) this.#seek();
    this.#arrive();
    this.#fill();
    this.#tell();
  }

  /** Mounts the message that the page's address points to. */
  #seek(): void {
    const { room, goal } = this.props.state;
    if (goal === null || this.#isInSight(goal)) return;
    this.#goal = goal;
    this.#read(topOf(room.messages, { start: firstFrom(room.messages, goal) - MOUNTED / 2 }));
  }

  /** Brings it into sight, in the middle. */
  #arrive(): void {
    const row = this.#goal === null || !this.state.reading ? null : this.#row(this.#goal);
    if (!row) return;
    this.#goal = null;
    row.scrollIntoView({ block: "center", behavior: "instant" });
  }

  /** Finds out where the reader is, and what they will soon need. */
  readonly #look = (): void => {
    const { messages, tail } = this.props.state.room;
    const { reading } = this.state;
    const window = windowAt(messages, reading?.top ?? null);
    const nearEnd = this.#measure().below < NEAR_END;
    if (!reading) {
      // Whoever is on their way to the end from far above is there with the next state.
      if (!nearEnd && tail === null) this.#read(topOf(messages, window));
    } else if (nearEnd && window.end === messages.length && tail === null) {
      this.setState({ reading: null });
    }
    this.#fill();
  };

  /** Mounts what is needed above and below what is in sight, or has it loaded. */
  #fill(): void {
    const { state, actions } = this.props;
    const { messages, tail } = state.room;
    const { reading } = this.state;
    const { above, below } = this.#measure();
    const window = windowAt(messages, reading?.top ?? null);
    if (above < MARGIN) {
      if (window.start > 0) this.#read(stepUp(messages, window));
      else if (state.older === "idle" && messages[0]?.seq !== 1) actions.loadOlder();
    } else if (reading && below < MARGIN) {
      if (window.end < messages.length) this.#read(stepDown(messages, window));
      else if (state.newer === "idle" && tail !== null) actions.loadNewer();
    }
  }

  /** Tells how far its reader has come, and what may be let go. */
  #tell(): void {
    const { state, actions } = this.props;
    const { messages, tail } = state.room;
    const { reading } = this.state;
    if (!reading && tail === null && this.#goal === null) actions.atEnd();
    const { start, end } = windowAt(messages, reading?.top ?? null);
    const first = messages[start];
    const last = messages[end - 1];
    if (first && last) actions.mounted(first.seq, last.seq);
  }

  #read(top: number): void {
    const { heard } = this.props.state.room;
    this.setState(({ reading }) => ({ reading: { top, seen: reading?.seen ?? heard } }));
  }

  readonly #toEnd = (): void => {
    this.props.actions.toEnd();
    // First of all, or the update would look for what stands above the old place.
    this.#scroller.current?.scrollTo({ top: 0, behavior: "instant" });
    this.setState({ reading: null });
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
      const { bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { seq: row.dataset["seq"] ?? "", end: bottom };
    }
    return null;
  }

  /** Brings a message back to where it stood. */
  #hold(anchor: Anchor | null): void {
    const row = anchor && this.#row(anchor.seq);
    if (!row) return;
    const moved = row.getBoundingClientRect().bottom - anchor.end;
    if (moved !== 0) this.#scroller.current?.scrollBy({ top: moved, behavior: "instant" });
  }

  #row(seq: number | string): Element | null {
    return this.#scroller.current?.querySelector(`[data-seq="${seq}"]`) ?? null;
  }

  #isInSight(seq: number): boolean {
    const row = this.#row(seq)?.getBoundingClientRect();
    const view = this.#scroller.current?.getBoundingClientRect();
    return (
      row !== undefined && view !== undefined && row.top >= view.top && row.bottom <= view.bottom
    );
  }

  /** Pixels of the list above what is in sight, and below. */
  #measure(): { readonly above: number; readonly below: number } {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = this.#scroller.current ?? {};
    return { above: scrollHeight - clientHeight + scrollTop, below: -scrollTop };
  }
}
