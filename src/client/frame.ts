/** When the page is drawn. */

/** Milliseconds after which a page that draws no frames is rendered all the same. */
const HIDDEN = 250;

/** Makes a function that asks for a task: however often it is called, the task runs once a frame. */
export function oncePerFrame(task: () => void): () => void {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = null;
    task();
  };
  return () => {
    if (frame !== null) return;
    frame = requestAnimationFrame(run);
    // A page out of sight draws no frames, and it may go out of sight between this call and the next.
    timer = setTimeout(run, HIDDEN);
  };
}
