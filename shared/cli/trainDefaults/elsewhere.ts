import type { DefaultModelsInput } from '#shared/ml/model/defaultModels';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import { judgeColumn } from '#shared/ml/scoring/judgeColumn';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { measureLabel } from '#shared/ml/validation/holdOut';
import { runStepsSync } from '#shared/runtime/steps';
import { readLabelled } from '../readLabelled';
import type { Language } from './sources';

/** Comments of a place that nothing is learnt from: a model is measured there, and never trained. */
interface Place {
  readonly name: { readonly en: string; readonly ru: string };
  /** In the folder that holds `en` and `ru`. */
  readonly file: string;
  readonly text: string;
}

export const PLACES: Readonly<Record<Language, readonly Place[]>> = {
  en: [
    {
      name: { en: 'Tweets (OLID), offensive or not', ru: 'Твиты (OLID), оскорбительные или нет' },
      file: 'en/olid_dev.csv',
      text: 'comment_text',
    },
  ],
  ru: [
    {
      name: { en: 'VK comments under news', ru: 'Комментарии ВКонтакте под новостями' },
      file: 'ru/vk_dev.csv',
      text: 'comment',
    },
  ],
};

type PlaceFigures = NonNullable<DefaultModelsInput['models'][number]['places']>[number];

/** How a model does in the other places of its language: its first label at `threshold`. Undefined figures are null. */
export async function measureElsewhere(
  scorer: Scorer,
  threshold: number,
  language: Language,
  folder: string,
): Promise<PlaceFigures[]> {
  const figures: PlaceFigures[] = [];
  for (const { name, file, text } of PLACES[language]) {
    const { chunks, labels } = await readLabelled(`${folder}/${file}`, { text, labels: ['toxic'] });
    const knowledge = createKnowledgeReader(scorer);
    const { labels: width } = scorer.model.linear;
    const all: number[] = [];
    let unsure = 0;
    for (const chunk of chunks) {
      const { scores, doubts } = runStepsSync(judgeColumn(scorer, knowledge, chunk, threshold));
      for (let row = 0; row < doubts.length; row++) all.push(scores[row * width]);
      unsure += doubts.filter((doubt) => doubt !== 0).length;
    }
    const truth = labels[0].values;
    const known = [...truth.keys()].filter((row) => truth[row] <= 1);
    const scores = Float64Array.from(known, (row) => all[row]);
    const found = measureLabel(
      scorer,
      0,
      Uint8Array.from(known, (row) => truth[row]),
      scores,
      null,
      threshold,
    );
    figures.push({
      name,
      rows: found.rows,
      positives: found.positives,
      rocAuc: { value: found.rocAuc, lower: found.rocAucLower, upper: found.rocAucUpper },
      averagePrecision: found.averagePrecision,
      precision: found.precision,
      recall: found.recall,
      f1: found.f1,
      ece: found.ece,
      unsure,
    });
  }
  return figures;
}
