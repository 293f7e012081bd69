/** When the page is drawn. */

/** Milliseconds after which a page that draws no frames is rendered all the same. */
const HIDDEN = 250;

/** Makes a function that asks for a task: however often it is called, the task runs once a frame. */
export function oncePerFrame(task: () => void): () => void {
  let due = false;
  const run = () => {
    if (!due) return;
    due = false;
    task();
  };
  return () => {
    if (due) return;
    due = true;
    // A page out of sight draws no frames, and it may go out of sight between this call and the next.
    requestAnimationFrame(run);
    setTimeout(run, HIDDEN);
  };
}
