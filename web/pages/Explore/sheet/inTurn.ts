/*
 * Sheets are drawn one at a time, a frame each: several findings may arrive at once, and drawing, measuring and
 * painting them all in one go would hold the page up.
 */

/** A page out of sight has no frames; it draws at this pace, ms. */
const WITHOUT_FRAMES = 120;

const waiting: (() => void)[] = [];
let pumping = false;

/** Runs `work` after a frame of its own, after the work that was asked for before. Returns how to call it off. */
export function inTurn(work: () => void): () => void {
  waiting.push(work);
  if (!pumping) {
    pumping = true;
    afterFrame(pump);
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
  afterFrame(pump);
  work();
}

/** Calls `next` once, in a task after the next frame. */
function afterFrame(next: () => void): void {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(limit);
    next();
  };
  const limit = setTimeout(once, WITHOUT_FRAMES);
  requestAnimationFrame(() => setTimeout(once, 0));
}
