import { CodedError } from '#shared/base/errors';
import { UNLABELLED } from '#shared/data/column/labels';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { type Candidate, isHeldOut, labelOrder } from '../../rows/labelOrder';
import { keptRows } from '../../storage/keptRows';
import { labelName, valuesOf } from '../../storage/records';
import { readSnapshot } from '../../storage/snapshot';

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

/** Text bytes scored between two steps: a few milliseconds. */
const BYTES_PER_STEP = 1 << 17;

/**
 * Scores what has no label with a model: with its label of the same name, or its first. Yields comments done, of all.
 * @param threshold a score in place of that of the model's first label, or null.
 * @param label of the dataset, by its position in `labelsOf`.
 * @throws CodedError `dataset-missing`; `argument-invalid` if the dataset has no such label.
 */
export async function* queueOf(
  scorer: Scorer,
  datasetId: string,
  threshold: number | null,
  label = 0,
): AsyncGenerator<{ readonly done: number; readonly total: number }, LabelQueue, undefined> {
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
  const scores = new Float64Array(scorer.model.linear.labels);
  const candidates: Candidate[] = [];
  let measured = 0;
  let agreed = 0;
  let done = 0;
  let bytes = 0;
  for await (const { column, rows } of kept.chunks()) {
    for (let i = 0; i < rows.length; i++, done++) {
      const row = rows[i];
      const given = wanted.values[done];
      const open = given === UNLABELLED;
      // What came with a label of its own was not drawn at random.
      const answered = !open && original?.[row] === UNLABELLED && isHeldOut(row);
      if (!open && !answered) continue;
      scorer.scoreRow(column.bytes, column.offsets[i], column.offsets[i + 1], scores);
      if (open) candidates.push({ row, score: scores[mine] });
      else {
        measured++;
        if (given === (scores[mine] >= cut ? 1 : 0)) agreed++;
      }
      bytes += column.offsets[i + 1] - column.offsets[i];
      if (bytes < BYTES_PER_STEP) continue;
      bytes = 0;
      yield { done, total: kept.rows.length };
    }
  }
  const order = labelOrder(candidates, cut);
  return {
    rows: Uint32Array.from(order, ({ row }) => row),
    labels: Uint8Array.from(order, ({ score }) => (score >= cut ? 1 : 0)),
    measured: { rows: measured, agreed },
  };
}
