import { CodedError } from '#shared/base/errors';
import { rowCount, rowText } from '#shared/data/column/textColumn';
import { accuracy, confusion, f1, precision, recall } from '#shared/ml/metrics/confusion';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { modelLanguageOf } from '#shared/text/language/modelLanguage';
import { writtenIn } from '#shared/text/language/written';
import { openModel, readDefaults } from '../../cli/models';
import { readLabelled } from '../../cli/readLabelled';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { inTurns, secondsOf } from '../measure';
import { wordListPeers } from './wordListPeers';

/** Something that flags comments. */
export interface Flagger {
  readonly name: string;
  /** True if the comment is flagged. */
  flags(text: string): boolean;
}

const encoder = new TextEncoder();

/**
 * Compares the models that come with Moderato with the word lists that a JavaScript developer would use instead, on the
 * labelled comments of a named file: precision, recall and F1 of the first label as they come, and the time for all
 * comments, each checked by itself from a string, in one thread.
 * @throws CodedError `argument-invalid` without a file; as `readLabelled`.
 */
export async function peers({ data, quick }: Pick<Bench, 'data' | 'quick'>): Promise<Result[]> {
  if (data === undefined) {
    const expected = 'a file of labelled comments';
    throw new CodedError('argument-invalid', { argument: '--data', got: 'nothing', expected });
  }
  const { chunks, labels } = await readLabelled(data, {});
  const all = chunks.flatMap((chunk) => Array.from({ length: rowCount(chunk) }, (_, row) => rowText(chunk, row)));
  const rows = [...labels[0].values.keys()].filter((row) => labels[0].values[row] <= 1);
  const texts = rows.map((row) => all[row]);
  const truth = Uint8Array.from(rows, (row) => labels[0].values[row]);

  const models = await defaultFlaggers();
  const flaggers = [...models, ...wordListPeers()];
  const facts: Record<string, string> = {};
  const sums = new Map<string, number>();
  for (const { name, flags } of flaggers) {
    const scores = Float64Array.from(texts, (text) => Number(flags(text)));
    const counts = confusion(truth, scores, 0.5);
    const figures = { precision, recall, f1, accuracy };
    facts[name] = Object.entries(figures)
      .map(([figure, of]) => `${figure} ${of(counts).toFixed(3)}`)
      .join(', ');
    sums.set(name, counts.tp + counts.fp);
  }
  const measured = await inTurns(
    flaggers.map(({ name, flags }) => ({
      name,
      run: () =>
        secondsOf(() => {
          let flagged = 0;
          for (const text of texts) if (flags(text)) flagged += 1;
          must(flagged === sums.get(name), `${name} flags other comments the second time`);
        }),
    })),
    quick ? 1 : 3,
  );
  for (const { name, timing } of measured) {
    facts[name] += `, ${Math.round(texts.length / timing.min)} comments a second`;
  }
  const work = `models and word lists, label ${labels[0].name}`;
  return [{ work, size: `${texts.length} comments`, measured, ours: models.length, toReach: '', facts }];
}

/** Each recommended model alone, and all of them with the language of the comment choosing among them. */
async function defaultFlaggers(): Promise<Flagger[]> {
  const recommended = (await readDefaults()).models.filter((entry) => entry.recommended);
  const scorers = new Map<string, Scorer>();
  for (const { name, language } of recommended) {
    scorers.set(language, await loadScorer(await openModel(`default:${name}`)));
  }
  const each = recommended.map(({ name, language }): Flagger => {
    const scorer = scorers.get(language);
    return {
      name: `default:${name}`,
      flags: (text) => scorer !== undefined && flagsWith(scorer, encoder.encode(text)),
    };
  });
  const automatic: Flagger = {
    name: 'default:auto',
    flags(text) {
      const bytes = encoder.encode(text);
      const language = modelLanguageOf(writtenIn(bytes), 'en');
      const scorer = language === null ? undefined : scorers.get(language);
      return scorer !== undefined && flagsWith(scorer, bytes);
    },
  };
  return [automatic, ...each];
}

function flagsWith({ model, scoreRow }: Scorer, bytes: Uint8Array): boolean {
  const scores = new Float64Array(model.linear.labels);
  scoreRow(bytes, 0, bytes.length, scores);
  return scores[0] >= model.manifest.thresholds[0];
}
