import answers from '../ml/frozen/pipelines.json';
import { labelledTexts, SPECIMENS, trainedOn } from './specimens';

/** The id of every specimen's model, trained here. */
export async function modelIds(): Promise<Record<string, string>> {
  const corpus = labelledTexts(answers.texts, answers.labels, 50);
  const ids: Record<string, string> = {};
  for (const [name, spec] of Object.entries(SPECIMENS)) ids[name] = (await trainedOn(corpus, spec)).id;
  return ids;
}
