/** The way to another name. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { MenuTexts } from "../../presentation/en-menu.ts";
import type { Texts } from "../../presentation/en.ts";
import { refusalText } from "../../presentation/refusal.ts";
import type { Renaming } from "../state.ts";

export interface RenameProps {
  readonly name: string;
  readonly onRename: (wish: string) => Promise<Renaming>;
  /** Says what has become of a wish, if the menu was closed meanwhile. */
  readonly onMissed: (said: string) => void;
  readonly texts: MenuTexts;
  /** What the room's page says. */
  readonly pageTexts: Texts;
}

/** A field with one's name in it, and what was answered to the last wish. */
export function Rename({ name, onRename, onMissed, texts, pageTexts }: RenameProps) {
  const save = useRef<HTMLButtonElement>(null);
  const part = useRef<HTMLDivElement>(null);
  /** What has been written; null as long as the field only tells the name. */
  const [written, setWritten] = useState<string | null>(null);
  const wish = written ?? name;
  const [renaming, setRenaming] = useState<Renaming | { readonly type: "asked" } | null>(null);
  // It may be below the edge of a sheet that the keyboard has made small.
  useEffect(() => part.current?.scrollIntoView({ block: "nearest" }), [renaming]);

  const rename = async (to: string) => {
    if (renaming?.type === "asked") return;
    setRenaming({ type: "asked" });
    const answer = await onRename(to);
    if (!part.current) return onMissed(textOf(answer, texts, pageTexts));
    setRenaming(answer);
    if (answer.type !== "renamed") return;
    // From here on it is as the room writes it, unless it is being changed already.
    setWritten((now) => (now === to ? null : now));
  };
  const take = (suggestion: string) => {
    setWritten(suggestion);
    void rename(suggestion);
    // The button that was pressed is gone.
    save.current?.focus();
  };
  const answer = renaming?.type === "asked" ? null : renaming;
  const suggestion = answer?.type === "refused" ? answer.suggestion : undefined;
  return (
    <div ref={part} class="rename">
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          void rename(wish);
        }}
      >
        {answer && answer.type !== "renamed" && (
          <p class="refusal" id="your-name-refusal" role="alert">
            {textOf(answer, texts, pageTexts)}{" "}
            {suggestion !== undefined && (
              <button type="button" class="inline" onClick={() => take(suggestion)}>
                {texts.takeName(suggestion)}
              </button>
            )}
          </p>
        )}
        <input
          dir="auto"
          // The linter's list of values lacks this one of the HTML standard.
          // oxlint-disable-next-line jsx-a11y/autocomplete-valid
          autocomplete="nickname"
          autocapitalize="words"
          enterkeyhint="done"
          spellcheck={false}
          aria-labelledby="your-name"
          aria-describedby="your-name-hint your-name-refusal"
          aria-invalid={answer?.type === "refused"}
          value={wish}
          onInput={(event) => {
            setWritten(event.currentTarget.value);
            setRenaming((now) => (now?.type === "asked" ? now : null));
          }}
        />
        <button ref={save} class={wish === name ? "button" : "button strong"}>
          {texts.saveName}
        </button>
      </form>
      <output class="said">
        {renaming?.type === "asked" && <span class="waits">{texts.savingName}</span>}
        {answer?.type === "renamed" && answer.name === name && textOf(answer, texts, pageTexts)}
      </output>
    </div>
  );
}

function textOf(answer: Renaming, texts: MenuTexts, pageTexts: Texts): string {
  switch (answer.type) {
    case "renamed":
      return pageTexts.renamed(answer.name);
    case "refused":
      return refusalText(answer.code, pageTexts);
    case "unheard":
      return texts.nameUnheard;
  }
}
