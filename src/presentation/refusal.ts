/** A refusal as its reader is told it. */

import type { Texts } from "./en.ts";

/** Says why something was refused. A newer room may have reasons that this page has no words for. */
export function refusalText(code: string, { refusals, refusedOtherwise }: Texts): string {
  const known = Object.entries(refusals).find(([name]) => name === code);
  return known?.[1] ?? refusedOtherwise;
}
