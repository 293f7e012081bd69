/** Where one writes. Never disabled: being offline is a matter of the message, not of the composer. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { TargetedKeyboardEvent } from "preact";
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
  readonly actions: Pick<Actions, "post" | "writing" | "draft" | "keepDraft">;
}

/** The form that turns what is written into a post. */
export function Composer({ limit, texts, actions }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(actions.draft);
  const left = limit - characters(text.trim());

  useEffect(() => {
    // On a touch screen this would throw the keyboard over the page.
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);

  const write = (next: string) => {
    setText(next);
    actions.keepDraft(next);
    if (isMessage(next)) actions.writing();
  };
  const send = () => {
    field.current?.focus();
    if (text.trim() === "" || left < 0) return;
    actions.post(text.trim());
    write("");
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {/* The wrapper draws the same text unseen, and so takes the height that the field needs. */}
      <div class="grow" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={texts.message}
          aria-describedby="counter"
          aria-invalid={left < 0}
          placeholder={texts.message}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!sends(event)) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      {/* A press would take the focus, and on a phone the keyboard with it. */}
      <button
        type="submit"
        class="send"
        aria-label={texts.send}
        onPointerDown={(event) => event.preventDefault()}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />
        </svg>
      </button>
      <p class="counter" id="counter">
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

/** Nobody needs to know of a command, or that everything has been taken back. */
function isMessage(text: string): boolean {
  return text.trim() !== "" && !/^\/(?!\/)/.test(text);
}

function sends(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  if (event.key !== "Enter" || event.shiftKey) return false;
  if (event.isComposing || event.keyCode === IME_KEY) return false;
  return !isTouch();
}
