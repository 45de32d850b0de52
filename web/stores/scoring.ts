import type { Explanation } from '#shared/ml/explain';
import { explainInWorker } from '../workers/clients';
import { models } from './models';

export type { Explanation, Explanation as Explained } from '#shared/ml/explain';

/**
 * Scores texts with a model, with the reasons; a threshold that a person chose for the model is used.
 * @throws CodedError `model-missing`, `model-corrupt`, `worker-failed`.
 */
export function explain(modelId: string, texts: readonly string[]): Promise<Explanation[]> {
  const record = models()?.find(({ id }) => id === modelId);
  return explainInWorker(modelId, texts, record?.threshold ?? null);
}

/**
 * For asking while somebody types: one question is under way at a time, and of those that come meanwhile only the last
 * is asked. What was overtaken resolves to null.
 */
export function createLatest<Arguments extends unknown[], Result>(
  ask: (...question: Arguments) => Promise<Result>,
): (...question: Arguments) => Promise<Result | null> {
  let newest = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  return async (...question) => {
    const mine = ++newest;
    await underWay;
    if (mine !== newest) return null;
    const answer = ask(...question);
    underWay = answer.catch(() => undefined); // told to its own caller below
    try {
      const result = await answer;
      return mine === newest ? result : null;
    } catch (error) {
      if (mine === newest) throw error;
      return null;
    }
  };
}
