/**
 * When the last of `tasks` ends, if each goes to the thread that is free first, in their order.
 *
 * @param tasks seconds of each.
 * @param free by thread: when it can begin.
 */
export function lastEnd(tasks: readonly number[], free: readonly number[]): number {
  const ends = [...free];
  for (const seconds of tasks) {
    let first = 0;
    for (let thread = 1; thread < ends.length; thread++) if (ends[thread] < ends[first]) first = thread;
    ends[first] += seconds;
  }
  return Math.max(...(tasks.length > 0 ? ends : [free[0]]));
}
