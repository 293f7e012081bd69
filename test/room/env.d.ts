import type { Env as WorkerEnv } from "../../src/worker/env.ts";
import type * as worker from "../../src/worker/index.ts";

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {}
    interface GlobalProps {
      mainModule: typeof worker;
    }
  }
}
