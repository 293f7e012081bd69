/** The sites whose pages are visited. */

import { Child } from "../children.ts";
import { startGatehouse } from "./sites/gatehouse.ts";
import * as v from "valibot";

export const SITE_NAMES = ["gatehouse", "socket.io", "react"] as const;
export type SiteName = (typeof SITE_NAMES)[number];

/** A server that is running. */
export interface Serving {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** How to start a site, and where on its page what is; the places are CSS selectors. */
export interface Site {
  readonly title: string;
  readonly start: () => Promise<Serving>;
  readonly path: string;
  /** The text of a message that the server has. */
  readonly message: string;
  /** The field for messages. */
  readonly field: string;
  /** The field for a name, if one is asked for before one can write. */
  readonly name?: string;
}

const STARTED = v.object({ port: v.number() });

export const SITES: Readonly<Record<SiteName, Site>> = {
  gatehouse: {
    title: "Gatehouse",
    start: startGatehouse,
    path: "/rooms/visit",
    message: "[data-seq] .text",
    field: "textarea",
    name: "#name",
  },
  "socket.io": {
    title: "Socket.IO, drawn by a script in the page",
    start: () => startProcess("pages/sites/socket-io/server.js"),
    path: "/",
    message: "#messages li",
    field: "#text",
  },
  react: {
    title: "React and partysocket, drawn by the browser",
    start: () => startProcess("pages/sites/react/server.ts"),
    path: "/",
    message: ".text",
    field: "textarea",
  },
};

/** @param file from the bench's folder */
async function startProcess(file: string): Promise<Serving> {
  const child = new Child(file);
  const { port } = v.parse(STARTED, await child.hear());
  return { port, stop: () => child.end() };
}
