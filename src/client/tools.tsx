/**
 * What a reader does with a key, a long press or a command, put together. It comes when the page is
 * first touched: until then nobody needs it.
 */

import type { VNode } from "preact";
import type { Texts } from "../presentation/en.ts";
import { refusalText } from "../presentation/refusal.ts";
import { toolTextsFor } from "../presentation/tools.ts";
import { copyText } from "./clipboard.ts";
import { openDialog } from "./dialog.ts";
import type { Naming } from "./naming.ts";
import { stylesheet } from "./stylesheet.ts";
import { parseCommand } from "./tools/commands.ts";
import { conversation } from "./tools/conversation.ts";
import { press } from "./tools/keys.ts";
import { KeysSheet } from "./tools/keys-sheet.tsx";
import { MessageActions } from "./tools/message-actions.tsx";
import { LongPress } from "./tools/press.ts";

/** What it asks of the page. */
export interface ToolsOwner {
  /** Says something in the status line. */
  readonly say: (text: string) => void;
  readonly naming: Pick<Naming, "rename">;
  readonly texts: Texts;
}

export class Tools {
  readonly #owner: ToolsOwner;
  readonly #texts = toolTextsFor(document.documentElement.lang);
  readonly #longPress = new LongPress((row) => void this.#openActions(row));

  constructor(owner: ToolsOwner) {
    this.#owner = owner;
    document.addEventListener("keydown", this.#press);
    document.addEventListener("copy", this.#copy);
  }

  /** Takes a key that was pressed before it came, or a finger that still rests. */
  take(event: Event): void {
    if (event instanceof KeyboardEvent) this.#act(event);
    else if (event instanceof PointerEvent) this.#longPress.begin(event);
  }

  /** Does what a text asks for that begins with a slash; tells why it could not, or null. */
  async command(text: string): Promise<string | null> {
    const command = parseCommand(text);
    switch (command.kind) {
      case "name":
        return this.#rename(command.name);
      case "help":
        void this.showKeys();
        return null;
      case "unknown":
        return this.#texts.noSuchCommand(command.word);
    }
  }

  /** Opens the sheet of keys and commands. */
  async showKeys(): Promise<void> {
    await this.#open("keys-sheet", <KeysSheet texts={this.#texts} />);
  }

  async #rename(wish: string): Promise<string | null> {
    if (wish === "") return this.#texts.noName;
    const { naming, texts, say } = this.#owner;
    const renaming = await naming.rename(wish);
    switch (renaming.type) {
      case "renamed":
        say(texts.renamed(renaming.name));
        return null;
      case "refused": {
        const { code, suggestion } = renaming;
        const why = refusalText(code, texts);
        return suggestion === undefined ? why : `${why} ${this.#texts.isFree(suggestion)}`;
      }
      case "unheard":
        return this.#texts.nameLater;
    }
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented) this.#act(event);
  };

  #act(event: KeyboardEvent): void {
    press(event, {
      showKeys: () => void this.showKeys(),
      openActions: (row) => void this.#openActions(row),
    });
  }

  readonly #copy = (event: ClipboardEvent): void => {
    const selection = getSelection();
    const { lang } = document.documentElement;
    const dates = new Intl.DateTimeFormat(lang, { dateStyle: "short", timeStyle: "short" });
    const text =
      selection &&
      conversation(selection, (name, at, said) => `[${dates.format(at)}] ${name}: ${said}`);
    if (text === null || text === "") return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };

  async #openActions(row: HTMLElement): Promise<void> {
    const texts = this.#texts;
    const text = row.querySelector(".text")?.textContent ?? "";
    const dates = new Intl.DateTimeFormat(document.documentElement.lang, {
      dateStyle: "full",
      timeStyle: "short",
    });
    const copy = async (what: string): Promise<boolean> => {
      const dialog = document.querySelector("dialog");
      if (!dialog || !(await copyText(what, dialog))) return false;
      dialog.close();
      this.#owner.say(texts.copied);
      return true;
    };
    await this.#open(
      "message-actions",
      <MessageActions
        name={row.querySelector(".name")?.textContent ?? ""}
        text={text}
        said={dates.format(new Date(row.querySelector("time")?.dateTime ?? ""))}
        texts={texts}
        onCopyText={() => copy(text)}
        onCopyLink={() => copy(new URL(`#m-${row.dataset["seq"]}`, location.href).href)}
      />,
    );
  }

  /** Without its look it is of no use, and a page that could not load that does without. */
  async #open(name: string, content: VNode): Promise<void> {
    try {
      await Promise.all([stylesheet("/menu.css"), stylesheet("/tools.css")]);
    } catch {
      return;
    }
    openDialog(`menu sheet ${name}`, "tool-title", content);
  }
}
