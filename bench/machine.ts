/** Where and with what something was measured. */

import { existsSync, readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import * as v from "valibot";

/** A folder that is kept in RAM, on Linux. */
export const MEMORY = "/dev/shm";

const PACKAGE = v.object({ version: v.string() });

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: string;
  readonly node: string;
  readonly workerd: string;
  readonly storage: "RAM" | "disk";
}

/** @param disk whether the disk was asked for */
export function machine(disk: boolean): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    workerd: versionOf("workerd"),
    storage: !disk && existsSync(MEMORY) ? "RAM" : "disk",
  };
}

/** One line for people. */
export function machineText({ cpu, cores, memory, node, workerd, storage }: Machine): string {
  return `${cores} cores (${cpu}), ${memory}; Node ${node.slice(1)}, workerd ${workerd}; stored in ${storage}`;
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, "..", "node_modules", name, "package.json");
  return v.parse(PACKAGE, JSON.parse(readFileSync(file, "utf8"))).version;
}
