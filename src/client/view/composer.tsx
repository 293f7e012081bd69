/** Where one writes. Never disabled: being offline is a matter of the message, not of the composer. */

import { Component, createRef, type TargetedKeyboardEvent } from "preact";
import { characters } from "../../protocol/names.ts";
import type { Texts } from "../../presentation/en.ts";
import type { Actions } from "../state.ts";
import { isTouch } from "./touch.ts";

/** The counter appears when this many characters or fewer are left. */
const NEAR_LIMIT = 200;

/** What a browser reports for a key that belongs to an input method, some even after it has ended. */
const IME_KEY = 229;

interface ComposerProps {
  readonly limit: number;
  readonly texts: Texts;
  readonly actions: Pick<Actions, "post" | "command" | "writing" | "draft" | "keepDraft">;
}

interface ComposerState {
  readonly text: string;
  /** What was wrong with the command that the text is. */
  readonly answer: string | null;
}

/** The form that turns what is written into a post. */
export class Composer extends Component<ComposerProps, ComposerState> {
  override state: ComposerState = { text: this.props.actions.draft(), answer: null };
  readonly #field = createRef<HTMLTextAreaElement>();

  override componentDidMount(): void {
    // On a touch screen this would throw the keyboard over the page.
    if (!isTouch()) this.#field.current?.focus({ preventScroll: true });
  }

  override render({ texts }: ComposerProps, { text, answer }: ComposerState) {
    const left = this.#left();
    return (
      <form class="composer field" onSubmit={this.#send}>
        {answer !== null && (
          <p class="answer" id="answer" role="alert">
            {answer}
          </p>
        )}
        {/* The wrapper draws the same text unseen, and so takes the height that the field needs. */}
        <div class="grow" data-text={text}>
          <textarea
            ref={this.#field}
            rows={1}
            dir="auto"
            aria-label={texts.message}
            aria-describedby="answer counter"
            aria-invalid={answer !== null || left < 0}
            placeholder={texts.message}
            value={text}
            onInput={(event) => this.#write(event.currentTarget.value)}
            onKeyDown={(event) => sends(event) && this.#send(event)}
          />
        </div>
        {/* A press would take the focus, and on a phone the keyboard with it. */}
        <button
          type="submit"
          class={saidBy(text) === "" ? "send" : "send strong"}
          aria-label={texts.send}
          onPointerDown={(event) => event.preventDefault()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />
          </svg>
        </button>
        <p class={left < 0 ? "counter over" : "counter"} id="counter">
          {left < 0
            ? texts.charactersOver(-left)
            : left <= NEAR_LIMIT
              ? texts.charactersLeft(left)
              : null}
        </p>
        {left < 0 && (
          <p class="unseen" role="alert">
            {texts.refusals.text_too_long}
          </p>
        )}
      </form>
    );
  }

  /** How many characters may still be written. */
  #left(): number {
    return this.props.limit - characters(saidBy(this.state.text) ?? "");
  }

  #write(text: string): void {
    const { actions } = this.props;
    this.setState({ text, answer: null });
    actions.keepDraft(text);
    if (saidBy(text)) actions.writing();
  }

  readonly #send = (event: Event): void => {
    event.preventDefault();
    this.#field.current?.focus();
    const said = saidBy(this.state.text);
    if (said === null) return void this.#obey(this.state.text);
    if (said === "" || this.#left() < 0) return;
    this.props.actions.post(said);
    this.#write("");
  };

  async #obey(text: string): Promise<void> {
    const answer = await this.props.actions.command(text.trim());
    if (this.state.text !== text) return;
    if (answer === null) this.#write("");
    else this.setState({ answer });
  }
}

/** What is said by a text: "" is nothing; null for a command, which begins with one slash and not two. */
function saidBy(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.startsWith("//")) return trimmed.slice(1);
  return trimmed.startsWith("/") ? null : trimmed;
}

function sends(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.key !== "Enter" || event.shiftKey) return false;
  if (event.isComposing || event.keyCode === IME_KEY) return false;
  return !isTouch();
}
