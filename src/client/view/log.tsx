/** The list: stays at the end while its reader is there, and holds still while they read above. */

import { Component, createRef } from "preact";
import type { Actions, Reader, State } from "../state.ts";
import { firstNew } from "./left-off.ts";
import { Rows } from "./rows.tsx";
import { Scroller, type Anchor } from "./scroller.ts";
import { selfIn } from "./self.ts";
import { firstFrom, MOUNTED, stepDown, stepUp, topOf, windowAt, type Window } from "./window.ts";

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
  readonly reading: Place | null;
  /** Whether the first new message begins above what is in sight. */
  readonly isNewAbove: boolean;
}

interface Place {
  /** Where the mounted messages begin: see `topOf`. */
  readonly top: number;
  /** How many messages had been heard when they left the end. */
  readonly seen: number;
}

export class Log extends Component<LogProps, LogState> {
  override state: LogState = { reading: null, isNewAbove: false };
  readonly #element = createRef<HTMLDivElement>();
  readonly #scroller = new Scroller(this.#element);
  /** The message that is to be brought into sight as soon as it is mounted. */
  #goal: number | null = null;

  override componentDidMount(): void {
    this.#seek();
    this.#look();
  }

  override render({ state, actions, reader, now }: LogProps, { reading, isNewAbove }: LogState) {
    const { texts } = reader;
    const { messages, tail, heard } = state.room;
    const { start, end } = this.#window;
    const atLast = end === messages.length;
    const unseen = reading ? heard - reading.seen : 0;
    const missed = state.leftOff?.missed ?? 0;
    return (
      <>
        {isNewAbove && missed > 0 && (
          <button type="button" class="button strong to-new" onClick={this.#leaveForNew}>
            {texts.missed(missed)}
          </button>
        )}
        {/* A scroller must be reachable by keyboard: Safari makes none so by itself. */}
        {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          class="log"
          role="log"
          aria-live="off"
          aria-label={texts.messages}
          tabIndex={0}
          ref={this.#element}
          onScroll={this.#look}
        >
          {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
          <Rows
            room={state.room}
            leftOff={state.leftOff}
            goal={state.goal?.seq ?? null}
            messages={messages.slice(start, end)}
            posts={atLast && tail === null ? state.posts : []}
            author={selfIn(state)}
            held={state.link.kind !== "up" || state.waiting !== null}
            lost={state.link.kind === "lost"}
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
    return this.state.reading && this.#scroller.first("bottom");
  }

  override componentDidUpdate(before: LogProps, _: LogState, anchor: Anchor | null): void {
    const { room, posts, written, goal } = this.props.state;
    const changed = room.messages !== before.state.room.messages || posts !== before.state.posts;
    if (written !== before.state.written) return this.#toEnd();
    if (this.state.reading) this.#scroller.hold(anchor);
    else if (changed) this.#scroller.toEnd();
    if (goal !== before.state.goal) this.#seek();
    this.#arrive();
    this.#settle();
  }

  /** Mounts the message that the page's address points to. */
  #seek(): void {
    const { room, goal } = this.props.state;
    if (goal === null) return;
    const { seq } = goal;
    // The end of a stretch from above is not that of the list: whoever is shown it has left the end.
    const isHere = this.state.reading !== null || room.tail === null;
    if (isHere && this.#scroller.isInSight(seq)) return;
    this.#goal = seq;
    this.#mountFrom(topOf(room.messages, { start: firstFrom(room.messages, seq) - MOUNTED / 2 }));
  }

  /** Brings it into sight. */
  #arrive(): void {
    if (this.#goal === null || !this.state.reading) return;
    if (this.#scroller.bring(this.#goal)) this.#goal = null;
  }

  /** Finds out whether the reader has left the end, or has come back to it. */
  readonly #look = (): void => {
    const { messages, tail } = this.props.state.room;
    const { reading } = this.state;
    const nearEnd = this.#scroller.measure().below < NEAR_END;
    // Whoever is on their way to the end from far above is there with the next state.
    if (!reading && !nearEnd && tail === null)
      return this.#mountFrom(topOf(messages, this.#window));
    if (reading && nearEnd && tail === null && this.#window.end === messages.length) {
      return this.setState({ reading: null });
    }
    this.#settle();
  };

  /** What is to be done wherever the reader is now. */
  #settle(): void {
    this.#tell();
    this.#lookForNew();
    this.#fill();
  }

  /** Tells how far its reader has come, and what may be let go. */
  #tell(): void {
    const { state, actions } = this.props;
    const { messages, tail } = state.room;
    // Whoever is on their way to a message is not at the end, and what is there must not be let go.
    if (this.#goal !== null) return;
    if (!this.state.reading && tail === null) actions.atEnd();
    const { start, end } = this.#window;
    actions.mounted(messages[start]?.seq ?? 0, messages[end - 1]?.seq ?? 0);
  }

  /** Finds out where the first new message is: once it is in sight, it has been found. */
  #lookForNew(): void {
    const { state, actions } = this.props;
    if (!state.leftOff?.missed) return;
    const { seq = Infinity } = this.#scroller.first("top") ?? {};
    const isNewAbove = seq > this.#firstNew;
    if (!isNewAbove) actions.found();
    if (isNewAbove !== this.state.isNewAbove) this.setState({ isNewAbove });
  }

  /** Mounts what is needed above and below what is in sight, or has it loaded. */
  #fill(): void {
    const { state, actions } = this.props;
    const { messages, tail } = state.room;
    const { above, below } = this.#scroller.measure();
    const window = this.#window;
    if (above < MARGIN) {
      if (window.start > 0) return this.#mountFrom(stepUp(messages, window));
      if (state.older === "idle" && messages[0]?.seq !== 1) actions.loadOlder();
    }
    // A short stretch may need both: one that begins with the log can only grow downwards.
    if (this.state.reading && below < MARGIN) {
      if (window.end < messages.length) this.#mountFrom(stepDown(messages, window));
      else if (state.newer === "idle" && tail !== null) actions.loadNewer();
    }
  }

  /** The messages that are mounted. */
  get #window(): Window {
    return windowAt(this.props.state.room.messages, this.state.reading?.top ?? null);
  }

  /** The seq of the first new message; where it is not held, that of the first entry that can be one. */
  get #firstNew(): number {
    const { room, leftOff } = this.props.state;
    return firstNew(room, leftOff) ?? (leftOff?.seq ?? 0) + 1;
  }

  #mountFrom(top: number): void {
    const { heard } = this.props.state.room;
    this.setState(({ reading }) => ({ reading: { top, seen: reading?.seen ?? heard } }));
  }

  readonly #toEnd = (): void => {
    this.props.actions.toEnd(this.state.reading !== null);
    // First of all, or the update would look for what stands above the old place.
    this.#scroller.toEnd();
    this.setState({ reading: null });
  };

  /** The button that was pressed disappears: the focus goes to what it led to. */
  readonly #leaveForEnd = (): void => {
    this.#toEnd();
    this.#element.current?.focus({ preventScroll: true });
  };

  readonly #leaveForNew = (): void => {
    this.props.actions.show(this.#firstNew);
    this.#element.current?.focus({ preventScroll: true });
  };
}
