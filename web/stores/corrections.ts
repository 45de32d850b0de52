import { createSignal } from 'solid-js';
import { createTurns } from '#shared/runtime/turns';
import type { DatasetInfo } from './datasets';
import { addCorrection, type Collected, labelRows, onEdit, removeRows } from './edits';

/*
 * Comments of which a person said that a model is wrong. They are kept in a dataset (storage/corrections.ts); what was
 * collected on this visit is remembered here as well, to show it under the verdict and to take it back.
 */

/** A comment that was collected on this visit. */
export interface Judgement {
  readonly label: 0 | 1;
  readonly datasetId: string;
  readonly row: number;
  /** What was there before; 'absent': the comment was not. */
  readonly before: Collected['before'];
}

const [judgements, setJudgements] = createSignal<ReadonlyMap<string, Judgement>>(new Map());
const [corrections, setCorrections] = createSignal<DatasetInfo | null>(null);

/** The dataset that was last added to, or null before that. */
export { corrections };

/** What a person said of this very text on this visit, or undefined. */
export const judgementOf = (text: string): Judgement | undefined => judgements().get(text.trim());

let following = false;

const inTurn = createTurns();

/**
 * Collects a comment with its right label. The same answer once more changes nothing, another takes its place: what
 * `takeBack` goes back to is what was there before both.
 * @param by the model that erred and its score, as they are to be read in the table.
 * @param datasetName what to call the dataset if there is none yet.
 * @throws CodedError `record-damaged`, `storage-full`.
 */
export function correct(
  text: string,
  label: 0 | 1,
  by: { readonly model: string; readonly score: string },
  datasetName: string,
): Promise<void> {
  follow();
  const comment = text.trim();
  return inTurn(async () => {
    const earlier = judgementOf(comment);
    if (earlier?.label === label) return;
    const { row, before, info } = await addCorrection({ text: comment, label, ...by, datasetName });
    setCorrections(info);
    const same = earlier?.datasetId === info.id && earlier.row === row;
    const judged = { label, datasetId: info.id, row, before: same ? earlier.before : before };
    setJudgements((all) => new Map([...all, [comment, judged]]));
  });
}

/**
 * Takes back what `correct` did for a text: the comment leaves the dataset, or has the label that it had there.
 * @throws CodedError `dataset-missing`, `storage-full`.
 */
export function takeBack(text: string): Promise<void> {
  return inTurn(async () => {
    const judged = judgementOf(text);
    if (judged === undefined) return;
    const rows = Uint32Array.of(judged.row);
    if (judged.before === 'absent') await removeRows(judged.datasetId, rows);
    else await labelRows(judged.datasetId, rows, judged.before);
    forget((other) => other === judged);
  });
}

/** What is edited in the dataset itself is no longer as it was said here. */
function follow(): void {
  if (following) return;
  following = true;
  onEdit(({ edit, info }) => {
    if (info.id !== corrections()?.id) return;
    setCorrections(info);
    if (edit.kind === 'parts') return;
    const rows = new Set(edit.rows);
    forget(({ datasetId, row }) => datasetId === info.id && rows.has(row));
  });
}

function forget(which: (judged: Judgement) => boolean): void {
  setJudgements((all) => new Map([...all].filter(([, judged]) => !which(judged))));
}
