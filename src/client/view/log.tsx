/** The list: stays at the end while its reader is there, and holds still while they read above. */

import { Component, createRef } from "preact";
import type { Author } from "../../protocol/frames.ts";
import type { Actions, Reader, State } from "../state.ts";
import { Rows } from "./rows.tsx";
import { Scroller, type Anchor } from "./scroller.ts";
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
  readonly reading: Place | null;
}

interface Place {
  /** Where the mounted messages begin: see `topOf`. */
  readonly top: number;
  /** How many messages had been heard when they left the end. */
  readonly seen: number;
}

export class Log extends Component<LogProps, LogState> {
  override state: LogState = { reading: null };
  readonly #element = createRef<HTMLDivElement>();
  readonly #scroller = new Scroller(() => this.#element.current);
  /** The message that is to be brought into sight as soon as it is mounted. */
  #goal: number | null = null;

  override componentDidMount(): void {
    this.#seek();
    this.#look();
    this.#tell();
  }

  override render({ state, actions, reader, now }: LogProps, { reading }: LogState) {
    const { texts } = reader;
    const { messages, tail, heard } = state.room;
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
          ref={this.#element}
          onScroll={this.#look}
        >
          {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
          <Rows
            room={state.room}
            leftOff={state.leftOff}
            goal={state.goal}
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
    return this.state.reading && this.#scroller.anchor();
  }

  override componentDidUpdate(before: LogProps, _: LogState, anchor: Anchor | null): void {
    const { room, posts, written, goal } = this.props.state;
    const changed = room.messages !== before.state.room.messages || posts !== before.state.posts;
    if (written !== before.state.written) return this.#toEnd();
    if (this.state.reading) this.#scroller.hold(anchor);
    else if (changed) this.#scroller.toEnd();
    if (goal !== before.state.goal) this.#seek();
    this.#arrive();
    this.#fill();
    this.#tell();
  }

  /** Mounts the message that the page's address points to. */
  #seek(): void {
    const { room, goal } = this.props.state;
    if (goal === null || this.#scroller.isInSight(goal)) return;
    this.#goal = goal;
    this.#mountFrom(topOf(room.messages, { start: firstFrom(room.messages, goal) - MOUNTED / 2 }));
  }

  /** Brings it into sight, in the middle. */
  #arrive(): void {
    if (this.#goal === null || !this.state.reading) return;
    if (this.#scroller.bring(this.#goal)) this.#goal = null;
  }

  /** Finds out where the reader is, and what they will soon need. */
  readonly #look = (): void => {
    const { messages, tail } = this.props.state.room;
    const { reading } = this.state;
    const window = windowAt(messages, reading?.top ?? null);
    const nearEnd = this.#scroller.measure().below < NEAR_END;
    if (!reading) {
      // Whoever is on their way to the end from far above is there with the next state.
      if (!nearEnd && tail === null) this.#mountFrom(topOf(messages, window));
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
    const { above, below } = this.#scroller.measure();
    const window = windowAt(messages, reading?.top ?? null);
    if (above < MARGIN) {
      if (window.start > 0) return this.#mountFrom(stepUp(messages, window));
      if (state.older === "idle" && messages[0]?.seq !== 1) actions.loadOlder();
    }
    // A short stretch may need both: one that begins with the log can only grow downwards.
    if (reading && below < MARGIN) {
      if (window.end < messages.length) this.#mountFrom(stepDown(messages, window));
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

  #mountFrom(top: number): void {
    const { heard } = this.props.state.room;
    this.setState(({ reading }) => ({ reading: { top, seen: reading?.seen ?? heard } }));
  }

  readonly #toEnd = (): void => {
    this.props.actions.toEnd();
    // First of all, or the update would look for what stands above the old place.
    this.#scroller.toEnd();
    this.setState({ reading: null });
  };

  /** The button that was pressed disappears: the focus goes to what it led to. */
  readonly #leaveForEnd = (): void => {
    this.#toEnd();
    this.#element.current?.focus({ preventScroll: true });
  };
}

/** Who one is. Before the room has said so, it is who has spoken here under the name that one asks for. */
function selfIn({ room: { you, messages }, joining }: State): Author {
  const name = you?.name ?? joining.asked ?? "";
  const id = you?.id ?? messages.findLast(({ by }) => by.name === name)?.by.id ?? "";
  return { id, name };
}
