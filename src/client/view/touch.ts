/** Whether one points with a finger: then there is a keyboard on the screen, and no Shift on it. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
