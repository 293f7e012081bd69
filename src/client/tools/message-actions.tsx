/** What one can do with a message, and which one it is: its beginning, and when it was said. */

import { useState } from "preact/hooks";
import type { ToolTexts } from "../../presentation/en-tools.ts";
import { SheetHead } from "../view/sheet-head.tsx";

interface MessageActionsProps {
  readonly name: string;
  /** All of it: as much is shown as two lines take. */
  readonly text: string;
  /** The date and the time. */
  readonly said: string;
  readonly texts: ToolTexts;
  /** Each tells whether it was allowed. */
  readonly onCopyText: () => Promise<boolean>;
  readonly onCopyLink: () => Promise<boolean>;
}

/** What stands in the dialog. */
export function MessageActions({ name, text, said, texts, ...copy }: MessageActionsProps) {
  const [refused, setRefused] = useState(false);
  const press = async (how: () => Promise<boolean>) => setRefused(!(await how()));
  return (
    <div class="content">
      <SheetHead id="tool-title" close={texts.close}>
        {name}
      </SheetHead>
      <blockquote dir="auto">{text}</blockquote>
      <p>{said}</p>
      <div class="choices">
        {/* The first thing that one comes here for. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <button
          type="button"
          class="button strong"
          autofocus
          onClick={() => void press(copy.onCopyText)}
        >
          {texts.copyText}
        </button>
        <button type="button" class="button" onClick={() => void press(copy.onCopyLink)}>
          {texts.copyLink}
        </button>
      </div>
      <p role="alert">{refused && texts.notCopied}</p>
    </div>
  );
}
