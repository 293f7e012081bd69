/** What begins with a slash and is done, not said. */

/** What was asked for; a word that is none of these is not known here. */
export type Command =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "help" }
  | { readonly kind: "unknown"; readonly word: string };

/** Reads a text that begins with one slash. */
export function parseCommand(text: string): Command {
  const [word = "", ...rest] = text.split(/\s+/);
  switch (word) {
    case "/name":
      return { kind: "name", name: rest.join(" ") };
    case "/help":
      return { kind: "help" };
    default:
      return { kind: "unknown", word };
  }
}
