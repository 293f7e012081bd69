/** A sheet over the page, which takes the focus and gives it back. */

import { render, type VNode } from "preact";

/**
 * Opens a dialog. It closes by its buttons, by Escape, and by a press beside it. There is one at a time:
 * while another one is open, this one stays closed.
 * @param name its classes
 * @param title the id of its heading
 */
export function openDialog(name: string, title: string, content: VNode): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  if (document.querySelector("dialog[open]")) return dialog;
  dialog.className = name;
  dialog.setAttribute("aria-labelledby", title);
  dialog.addEventListener("close", () => {
    render(null, dialog);
    dialog.remove();
  });
  // A press outside the sheet is one on the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  render(content, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
