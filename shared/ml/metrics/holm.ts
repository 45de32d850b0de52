/**
 * Holm's correction of p-values for having asked several questions at once: in ascending order the i-th of m (from 0)
 * is multiplied by m − i, and none may be less than the one before. Controls the chance of any false alarm.
 *
 * @param p values in [0, 1]; NaN stays NaN and is not counted as a question.
 * @returns adjusted values, in the order given.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6.
 */
export function holm(p: readonly number[]): number[] {
  const asked = [...p.keys()].filter((i) => !Number.isNaN(p[i])).sort((a, b) => p[a] - p[b]);
  const adjusted = p.map(() => Number.NaN);
  let floor = 0;
  asked.forEach((question, i) => {
    floor = Math.max(floor, Math.min(1, p[question] * (asked.length - i)));
    adjusted[question] = floor;
  });
  return adjusted;
}
