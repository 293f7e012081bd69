/** The way to the commands and keys. */

import { useState } from "preact/hooks";
import type { MenuTexts } from "../../presentation/en-menu.ts";

export interface HelpProps {
  /**
   * Shows them in the place of the menu.
   * @throws Error if they could not be loaded
   */
  readonly onHelp: () => Promise<void>;
  readonly texts: MenuTexts;
}

/** The part of the menu that comes last. */
export function Help({ onHelp, texts }: HelpProps) {
  const [failed, setFailed] = useState(false);
  const help = () => {
    setFailed(false);
    onHelp().catch(() => setFailed(true));
  };
  return (
    <section class="help" aria-labelledby="help">
      <h3 id="help">{texts.help}</h3>
      <button type="button" class="button" aria-haspopup="dialog" onClick={help}>
        {texts.keys}
      </button>
      <output class="said">{failed && texts.notLoaded}</output>
    </section>
  );
}
