/** A message, in the markup that the page's server-rendered rows have. */

import { Component } from "preact";
import type { Author, Message } from "../../protocol/frames.ts";
import { refusalText } from "../../presentation/refusal.ts";
import { isEmoji, isTall, spans, type Span } from "../../presentation/text.ts";
import type { Times } from "../../presentation/time.ts";
import type { Actions, Pending, Reader } from "../state.ts";
import { Avatar } from "./avatar.tsx";

interface MessageRowProps {
  readonly message: Message;
  /** Whether it has its author's header, or stands under a message that has. */
  readonly first: boolean;
  /** Whether the page's address points to it. */
  readonly found: boolean;
  /** Whether it is told while one looks on: then it comes in, and does not simply stand there. */
  readonly arrives: boolean;
  readonly times: Times;
}

/** A stored message. It never changes, so it is rendered once. */
export class MessageRow extends Component<MessageRowProps> {
  override shouldComponentUpdate(next: MessageRowProps): boolean {
    const { message, first, found, times } = this.props;
    const same = next.message === message && next.first === first && next.found === found;
    return !same || next.times !== times;
  }

  override render({ message, first, found, arrives, times }: MessageRowProps) {
    const { seq } = message;
    return (
      <li
        class={`message${first ? " first" : ""}${found ? " found" : ""}${arrives ? " arrives" : ""}`}
        id={`m-${seq}`}
        data-seq={seq}
      >
        <Saying {...message} times={times} />
      </li>
    );
  }
}

/** A post that is not stored yet, with the name under which it will be. */
export type Unsent = Pending & { readonly by: Author };

interface PendingRowProps {
  readonly post: Unsent;
  readonly first: boolean;
  /** Whether it must wait before it can be on its way. */
  readonly held: boolean;
  readonly reader: Reader;
  readonly actions: Pick<Actions, "retry" | "discard">;
}

/** A post that waits or is on its way, or refused and to be sent again or dropped. */
export function PendingRow({ post, first, held, reader, actions }: PendingRowProps) {
  const { id, failed } = post;
  const { texts, times } = reader;
  const state = failed === null ? "pending" : "failed";
  return (
    <li class={first ? `message first ${state}` : `message ${state}`}>
      <Saying {...post} times={times} />
      {failed === null ? (
        <p class="fate">{held ? texts.held : texts.sending}</p>
      ) : (
        <div class="fate">
          <p role="alert">
            {texts.notSent} {refusalText(failed, texts)}
          </p>
          <button type="button" class="inline" onClick={() => actions.retry(id)}>
            {texts.retry}
          </button>
          <button type="button" class="inline" onClick={() => actions.discard(id)}>
            {texts.delete}
          </button>
        </div>
      )}
    </li>
  );
}

interface SayingProps {
  readonly seq?: number;
  readonly by: Author;
  readonly at: number;
  readonly text: string;
  readonly times: Times;
}

function Saying({ seq, by, at, text, times }: SayingProps) {
  const time = (
    <time datetime={new Date(at).toISOString()} title={times.full(at)}>
      {times.time(at)}
    </time>
  );
  const tall = isTall(text);
  return (
    <>
      <Avatar id={by.id} />
      <p class="by">
        <bdi class="name">{by.name}</bdi>{" "}
        {seq === undefined ? (
          time
        ) : (
          <a href={`#m-${seq}`} tabindex={-1}>
            {time}
          </a>
        )}
      </p>
      {/* A scroller must be reachable by keyboard: Safari makes none so by itself. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
      <p
        class={isEmoji(text) ? "text emoji" : tall ? "text tall" : "text"}
        dir="auto"
        tabindex={tall ? 0 : undefined}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
        {spans(text).map(toLink)}
      </p>
    </>
  );
}

function toLink({ text, href }: Span) {
  if (href === null) return text;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
