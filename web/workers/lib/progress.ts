/** Progress is for display: ten messages a second are enough, and do not load the page's thread. */
const INTERVAL_MS = 100;

/**
 * `report`, called at most ten times a second; the calls between are dropped.
 * @param isNews a progress that must not be dropped (a new phase, the end); by default none.
 */
export function throttled<Progress>(
  report: (progress: Progress) => void,
  isNews: (progress: Progress) => boolean = () => false,
): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - last < INTERVAL_MS && !isNews(progress)) return;
    last = now;
    report(progress);
  };
}
