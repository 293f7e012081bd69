/** Has the pages that one visits kept, so that they open without a network. */

/** The part of Trusted Types that TypeScript's DOM does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  var trustedTypes: TrustedTypes | undefined;
}

const WORKER = "/dist/offline.js";

/** Does nothing where there are no service workers, as over http on a local network. */
export function keepPages(): void {
  if (!("serviceWorker" in navigator)) return;
  // The pages' policy lets a script's address come from here only, and it is always the same.
  const policy = globalThis.trustedTypes?.createPolicy("gatehouse", {
    createScriptURL: () => WORKER,
  });
  const url = policy?.createScriptURL(WORKER) ?? WORKER;
  // Without it a page works as well, as long as there is a network.
  navigator.serviceWorker.register(url, { scope: "/" }).catch(() => {});
}
