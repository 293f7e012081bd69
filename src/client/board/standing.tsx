/** Whether what the board shows is true now. */

import type { Link } from "../state.ts";
import type { BoardReader } from "./reader.ts";

interface StandingProps {
  readonly link: Link;
  readonly reader: BoardReader;
  readonly now: number;
}

/** One line, which always takes its space. Aloud it is said elsewhere: it would never stop counting. */
export function Standing({ link, reader: { texts, common, measures }, now }: StandingProps) {
  if (link.kind === "closed") {
    return (
      <div class="standing dot" data-link="closed">
        <p role="alert">{texts.stopped}</p>
        <button type="button" class="inline" onClick={() => location.reload()}>
          {common.reload}
        </button>
      </div>
    );
  }
  return (
    <div class="standing dot" data-link={link.kind}>
      <noscript>{texts.noScript}</noscript>
      {link.kind === "up" && <p>{texts.live}</p>}
      {link.kind === "lost" && <p>{texts.lostFor(measures.span(now - link.since))}</p>}
    </div>
  );
}

/** Whether what the board shows is over, as far as its reader has been told. */
export function isOver({ kind }: Link): boolean {
  return kind === "closed" || kind === "lost";
}
