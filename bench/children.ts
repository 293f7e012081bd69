/** Processes of the bench's own: started, asked, ended. */

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Characters of a process's output to keep for the report of a failure. */
const TAIL = 2_000;

/** A process that talks with its parent, at the head of a group of its own. */
export class Child {
  readonly #process: ChildProcess;
  #output = "";

  /** @param file from the bench's folder */
  constructor(file: string, args: readonly string[] = []) {
    this.#process = fork(join(import.meta.dirname, file), args, {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--no-warnings"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (chunk) => (this.#output = (this.#output + chunk).slice(-TAIL)));
    }
  }

  /** The next thing that it says. Ask once at a time. */
  async hear(): Promise<unknown> {
    const given = new AbortController();
    const { signal } = given;
    const end = once(this.#process, "exit", { signal }).then(([code, killedBy]) => {
      throw new Error(`A process has ended (${code ?? killedBy}).\n${this.#output}`);
    });
    end.catch(() => {});
    const [message] = await Promise.race([once(this.#process, "message", { signal }), end]);
    given.abort();
    return message;
  }

  ask(message: object): Promise<unknown> {
    const answer = this.hear();
    this.#process.send(message);
    return answer;
  }

  /** Ends the whole group. */
  async end(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const ended = once(this.#process, "exit");
    process.kill(-pid, "SIGKILL");
    await ended;
  }
}

/** CPU time that a process has used so far, all its threads, in milliseconds. */
export function cpuOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    // Finer than the ticks of 10 ms in `stat`, which the short scenarios are too short for.
    const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    nanoseconds += Number(ran);
  }
  return nanoseconds / 1e6;
}

/** Memory of a process that is in RAM, in bytes. */
export function memoryOf(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1_024;
}
