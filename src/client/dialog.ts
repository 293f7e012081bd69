/** A sheet over the page, which takes the focus and gives it back. */

import { render, type VNode } from "preact";

/**
 * Opens a dialog, and gives what closes it; it closes by its buttons, by Escape, and by a press beside it. There is one at a
 * time: while one is open, nothing is done.
 * @param name its classes
 * @param title the id of its heading
 */
export function openDialog(name: string, title: string, content: VNode): () => void {
  const dialog = document.createElement("dialog");
  const close = (): void => dialog.close();
  if (document.querySelector("dialog[open]")) return close;
  dialog.className = name;
  dialog.setAttribute("aria-labelledby", title);
  dialog.addEventListener("close", () => {
    render(null, dialog);
    dialog.remove();
  });
  // A press outside the sheet is one on the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && close());
  render(content, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return close;
}
