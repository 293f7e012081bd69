/** Where one asks for a name. */

import { Component, createRef } from "preact";
import { LIMITS } from "../../protocol/limits.ts";
import { characters } from "../../protocol/names.ts";
import type { Texts } from "../../presentation/en.ts";
import { refusalText } from "../../presentation/refusal.ts";
import type { Joining } from "../state.ts";
import { isTouch } from "./touch.ts";

interface JoinProps {
  readonly joining: Joining;
  readonly texts: Texts;
  readonly onJoin: (name: string) => void;
}

interface JoinState {
  readonly name: string;
}

/** The form stands in the composer's place until the room has granted a name. */
export class Join extends Component<JoinProps, JoinState> {
  override state: JoinState = { name: this.props.joining.asked ?? this.props.joining.remembered };
  readonly #field = createRef<HTMLInputElement>();

  override componentDidMount(): void {
    // On a touch screen this would throw the keyboard over the page.
    if (!isTouch()) this.#focus();
  }

  override componentDidUpdate({ joining }: JoinProps): void {
    const { refused } = this.props.joining;
    if (refused && refused !== joining.refused) this.#focus();
  }

  override render({ joining: { asked, refused }, texts, onJoin }: JoinProps, { name }: JoinState) {
    const suggestion = refused?.suggestion;
    const over = characters(name.trim()) - LIMITS.name;
    return (
      <form
        class="join field"
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
                class="inline"
                onClick={() => {
                  this.setState({ name: suggestion });
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
          ref={this.#field}
          id="name"
          dir="auto"
          // The linter's list of values lacks this one of the HTML standard.
          // oxlint-disable-next-line jsx-a11y/autocomplete-valid
          autocomplete="nickname"
          autocapitalize="words"
          enterkeyhint="go"
          spellcheck={false}
          aria-invalid={refused !== null || over > 0}
          aria-describedby="refusal counter"
          value={name}
          onInput={(event) => this.setState({ name: event.currentTarget.value })}
        />
        <p class="counter over" id="counter">
          {over > 0 && texts.charactersOver(over)}
        </p>
        <button type="submit" class="button strong">
          {asked === null ? texts.join : texts.joining}
        </button>
      </form>
    );
  }

  #focus(): void {
    this.#field.current?.focus({ preventScroll: true });
  }
}
