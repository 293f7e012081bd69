import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        // Pure parts, on Node.
        test: {
          name: "unit",
          include: [
            "test/{protocol,presentation,client}/**/*.test.ts",
            "test/chaos/bugs.test.ts",
            "{bench,tools}/**/*.test.ts",
          ],
        },
      },
      {
        // The room and the worker, in the runtime that they are deployed to.
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "room",
          include: ["test/{room,worker}/**/*.test.ts"],
          // Many wait for seconds, side by side, on a machine that may have more to do.
          testTimeout: 20_000,
        },
      },
      {
        // Everything at once, and everything broken: a server of its own, killed and restarted.
        test: {
          name: "chaos",
          include: ["test/chaos/{chaos,model,presence}.test.ts"],
          testTimeout: 90_000,
        },
      },
      {
        // The whole, from outside: a server of its own and a real browser.
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/browser/setup.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // As long as a visitor waits for what is to come: the machine may be busy.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
