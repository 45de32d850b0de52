/**
 * Runs `work`, then `cleanUp`, whether `work` succeeded or not. If both fail, the error of `work` is thrown, because
 * that is the cause, and the other is most often a consequence of it. (`finally` would throw the second error and lose
 * the first.)
 * @throws what `work` throws, else what `cleanUp` throws.
 */
export async function withCleanup<Result>(work: () => Promise<Result>, cleanUp: () => unknown): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    await Promise.allSettled([(async () => cleanUp())()]);
    throw error;
  }
  await cleanUp();
  return result;
}
