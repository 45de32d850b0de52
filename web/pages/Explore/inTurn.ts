/*
 * Sheets are drawn one at a time, a task each: several findings may arrive at once, and drawing them all in one go would
 * hold the page up.
 */

const waiting: (() => void)[] = [];
let pumping = false;

/** Runs `work` in a task of its own, after the work that was asked for before. Returns how to call it off. */
export function inTurn(work: () => void): () => void {
  waiting.push(work);
  if (!pumping) {
    pumping = true;
    setTimeout(pump, 0);
  }
  return () => {
    const at = waiting.indexOf(work);
    if (at >= 0) waiting.splice(at, 1);
  };
}

function pump(): void {
  const work = waiting.shift();
  if (work === undefined) {
    pumping = false;
    return;
  }
  setTimeout(pump, 0);
  work();
}
