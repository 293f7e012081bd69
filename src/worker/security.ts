/** What a browser may do with our pages: nothing but what they themselves bring. */

import { secureHeaders } from "hono/secure-headers";

export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    workerSrc: ["'self'"],
    // Of the client's, to name its service worker.
    trustedTypes: ["gatehouse"],
  },
  xFrameOptions: "DENY",
  // Of its own host only: what else lives under the domain is not ours to decide.
  strictTransportSecurity: "max-age=15552000",
  referrerPolicy: "no-referrer",
});
