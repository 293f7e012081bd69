/** The keys and commands, as a sheet. */

import type { ToolTexts } from "../../presentation/en-tools.ts";

interface KeysSheetProps {
  readonly texts: ToolTexts;
}

/** What stands in the dialog: nothing but what works. */
export function KeysSheet({ texts }: KeysSheetProps) {
  const { keys, does } = texts;
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[keys.enter], does.send],
    [[`${keys.shift} ${keys.enter}`], does.line],
    [[keys.escape], does.escape],
    [[keys.pageUp, keys.pageDown], does.scroll],
    [[keys.end], does.end],
    [[`${keys.shift} ${keys.tab}`], does.toList],
    [["↑", "↓"], does.walk],
    [[keys.enter], does.actions],
    [["?"], does.helpInList],
    [[`${keys.control} /`], does.help],
    [["/name"], does.name],
    [["/help"], does.help],
    [["//"], does.slash],
  ];
  return (
    <div class="content">
      <header>
        <h2 id="tool-title">{texts.keysTitle}</h2>
        <form method="dialog">
          <button class="button">{texts.close}</button>
        </form>
      </header>
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
    </div>
  );
}
