import { CodedError } from '#shared/base/errors';
import { UNLABELLED } from '#shared/data/column/labels';
import { type Candidate, isHeldOut, labelOrder } from '../../rows/labelOrder';
import { keptRows } from '../../storage/keptRows';
import { labelName, valuesOf } from '../../storage/records';
import { readSnapshot } from '../../storage/snapshot';
import { withJudges } from '../judge/judgePool';
import { type AskedModel, scoreKept } from '../judge/scoreKept';

/** The unlabelled comments of a dataset, in the order in which they are worth labelling with a model at hand. */
export interface LabelQueue {
  /** Shape (rows,): numbers of the rows, the first to be labelled first. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Shape (rows,): the model's label of each. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /**
   * Of the held-out comments that a person has labelled already, how many there are, and how often the model agrees.
   */
  readonly measured: Agreement;
}

export interface Agreement {
  readonly rows: number;
  readonly agreed: number;
}

/**
 * Scores what has no label with a model: with its label of the same name, or its first.
 * @param threshold a score in place of that of the model's first label, or null.
 * @param label of the dataset, by its position in `labelsOf`.
 * @param onProgress receives the share done.
 * @throws CodedError `dataset-missing`; `argument-invalid` if the dataset has no such label; an AbortError.
 */
export async function queueOf(
  { id, scorer }: Omit<AskedModel, 'label'>,
  datasetId: string,
  threshold: number | null,
  label: number,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<LabelQueue> {
  const { labels: names, thresholds } = scorer.model.manifest;
  const { info, stored } = await readSnapshot(datasetId);
  const kept = keptRows(info, stored);
  const wanted = [{ name: labelName(info), values: kept.labels }, ...kept.more][label];
  const original = valuesOf(stored, label)?.original;
  if (wanted === undefined) {
    throw new CodedError('argument-invalid', {
      argument: 'label',
      got: `${label}`,
      expected: `below ${1 + kept.more.length}`,
    });
  }
  const mine = Math.max(0, names.indexOf(wanted.name));
  const cut = (mine === 0 ? threshold : null) ?? thresholds[mine];
  const isOpen = (at: number) => wanted.values[at] === UNLABELLED;
  // What came with a label of its own was not drawn at random.
  const isAnswered = (at: number) =>
    !isOpen(at) && original?.[kept.rows[at]] === UNLABELLED && isHeldOut(kept.rows[at]);
  const places = Uint32Array.from(kept.rows.keys()).filter((at) => isOpen(at) || isAnswered(at));
  const onRow = (done: number) => onProgress(done / kept.rows.length);
  const { scores } = await withJudges(info.textBytes, [scorer], (judge) =>
    scoreKept(kept, places, { id, scorer, label: mine }, judge, onRow, signal),
  );
  const candidates: Candidate[] = [];
  let measured = 0;
  let agreed = 0;
  for (const [i, at] of places.entries()) {
    if (isOpen(at)) candidates.push({ row: kept.rows[at], score: scores[i] });
    else {
      measured++;
      if (wanted.values[at] === (scores[i] >= cut ? 1 : 0)) agreed++;
    }
  }
  const order = labelOrder(candidates, cut);
  return {
    rows: Uint32Array.from(order, ({ row }) => row),
    labels: Uint8Array.from(order, ({ score }) => (score >= cut ? 1 : 0)),
    measured: { rows: measured, agreed },
  };
}
