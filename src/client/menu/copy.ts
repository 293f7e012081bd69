/** Copying, by whatever way the browser has. */

/** Copies what is in a field; tells whether that was allowed. If it was not, the field is selected. */
export async function copyFrom(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Over http on a local network there is no clipboard, but there is the older way.
    const before = document.activeElement;
    field.select();
    const copied = document.execCommand("copy");
    if (copied && before instanceof HTMLElement) before.focus();
    return copied;
  }
}
