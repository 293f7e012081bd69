/** What every sheet begins with: its title, and the way out, which stays in sight. */

import type { ComponentChildren, TargetedMouseEvent } from "preact";

interface SheetHeadProps {
  /** Of the heading, by which the sheet is named. */
  readonly id: string;
  /** What the way out is called. */
  readonly close: string;
  /** The id of a sheet that is a popover and no dialog. */
  readonly popover?: string;
  readonly children: ComponentChildren;
}

export function SheetHead({ id, close, popover, children }: SheetHeadProps) {
  return (
    <header>
      <h2 id={id}>
        <bdi>{children}</bdi>
      </h2>
      <button
        type="button"
        class="icon"
        aria-label={close}
        popovertarget={popover}
        popovertargetaction="hide"
        onClick={closeDialog}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
    </header>
  );
}

function closeDialog({ currentTarget }: TargetedMouseEvent<HTMLButtonElement>): void {
  currentTarget.closest("dialog")?.close();
}
