/** Where one asks for a name. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Texts } from "../../presentation/en.ts";
import { refusalText } from "../../presentation/refusal.ts";
import type { Joining } from "../state.ts";
import { isTouch } from "./touch.ts";

interface JoinProps {
  readonly joining: Joining;
  readonly texts: Texts;
  readonly onJoin: (name: string) => void;
}

/** The form stands in the composer's place until the room has granted a name. */
export function Join({ joining: { remembered, asked, refused }, texts, onJoin }: JoinProps) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(asked ?? remembered);
  const suggestion = refused?.suggestion;

  useEffect(() => {
    // On a touch screen this would throw the keyboard over the page.
    if (refused || !isTouch()) field.current?.focus({ preventScroll: true });
  }, [refused]);

  return (
    <form
      class="join"
      onSubmit={(event) => {
        event.preventDefault();
        onJoin(name);
      }}
    >
      {refused && (
        <p class="refusal" id="refusal" role="alert">
          {refusalText(refused.code, texts)}{" "}
          {suggestion !== undefined && (
            <button
              type="button"
              onClick={() => {
                setName(suggestion);
                onJoin(suggestion);
              }}
            >
              {texts.take(suggestion)}
            </button>
          )}
        </p>
      )}
      <label for="name">{texts.name}</label>
      <input
        ref={field}
        id="name"
        dir="auto"
        // The linter's list of values lacks this one of the HTML standard.
        // oxlint-disable-next-line jsx-a11y/autocomplete-valid
        autocomplete="nickname"
        autocapitalize="words"
        enterkeyhint="go"
        spellcheck={false}
        aria-invalid={refused !== null}
        aria-describedby={refused ? "refusal" : undefined}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit">{asked === null ? texts.join : texts.joining}</button>
    </form>
  );
}
