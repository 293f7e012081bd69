/** The commands and keys, as a sheet. */

import type { ToolTexts } from "../../presentation/en-tools.ts";
import { SheetHead } from "../view/sheet-head.tsx";

interface KeysSheetProps {
  readonly texts: ToolTexts;
}

/** What one presses or writes, and what that does. */
type Row = readonly [strokes: readonly string[], does: string];

/** What stands in the dialog: nothing but what works. First what works on every device. */
export function KeysSheet({ texts }: KeysSheetProps) {
  const { keys, does } = texts;
  return (
    <div class="content">
      <SheetHead id="tool-title" close={texts.close}>
        {texts.keysTitle}
      </SheetHead>
      <Part
        title={texts.commands}
        rows={[
          [[texts.nameExample], does.name],
          [["/help"], does.help],
          [["//"], does.slash],
        ]}
      />
      <Part name="by-touch" title={texts.byTouch} rows={[[[texts.hold], does.actions]]} />
      <Part
        title={texts.keysAlone}
        rows={[
          [[keys.enter], does.send],
          [[`${keys.shift} + ${keys.enter}`], does.line],
          [[keys.escape], does.escape],
          [[keys.pageUp, keys.pageDown], does.scroll],
          [[keys.end], does.end],
          [[keys.home], does.home],
          [[`${keys.shift} + ${keys.tab}`], does.toList],
          [["↑", "↓"], does.walk],
          [[keys.enter], does.actions],
          [["?"], does.helpInList],
          [[`${keys.control} + /`], does.help],
        ]}
      />
    </div>
  );
}

interface PartProps {
  readonly name?: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

function Part({ name, title, rows }: PartProps) {
  return (
    <section class={name}>
      <h3>{title}</h3>
      <dl class="keys">
        {rows.map(([strokes, what]) => (
          <div key={`${strokes.join()} ${what}`}>
            <dt>
              {strokes.map((stroke) => (
                <kbd key={stroke}>{stroke}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
