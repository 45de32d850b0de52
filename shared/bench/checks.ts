/** A benchmark whose answer is wrong: its times mean nothing and are not shown. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** @throws WrongAnswer unless `good`. */
export function must(good: boolean, saying: string): void {
  if (!good) throw new WrongAnswer(saying);
}

/** @throws WrongAnswer unless the two agree to `tolerance`, relative to the larger. */
export function mustAgree(what: string, ours: number, theirs: number, tolerance: number): void {
  const size = Math.max(Math.abs(ours), Math.abs(theirs));
  must(Math.abs(ours - theirs) <= tolerance * size, `${what}: ours ${ours}, theirs ${theirs}`);
}

/** The largest difference, and the share of places with the same sign. */
export function compareScores(
  ours: Float64Array,
  theirs: Float64Array,
): { largestDifference: number; sameSide: number } {
  must(ours.length === theirs.length, `scores: ours ${ours.length}, theirs ${theirs.length}`);
  let largestDifference = 0;
  let same = 0;
  for (let i = 0; i < ours.length; i++) {
    largestDifference = Math.max(largestDifference, Math.abs(ours[i] - theirs[i]));
    if (ours[i] >= 0 === theirs[i] >= 0) same++;
  }
  return { largestDifference, sameSide: same / ours.length };
}
