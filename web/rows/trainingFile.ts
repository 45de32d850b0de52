import { CodedError } from '#shared/base/errors';
import { createSha256 } from '#shared/base/hash';
import { rowCount, rowText } from '#shared/data/column/textColumn';
import type { KeptRows } from '../storage/keptRows';
import { labelName } from '../storage/records';
import type { FindProgress } from './findRows';

/** A file of comments as it is sent to be trained on elsewhere. */
export interface TrainingFile {
  /** SHA-256 of its bytes. */
  readonly digest: string;
  readonly rows: number;
  /** The key of the comments in each line. */
  readonly text: string;
}

/** UTF-16 code units that are gathered before they are written. */
const PIECE = 1 << 20;

/**
 * Writes the kept rows as JSON Lines: the comment and the labels that are learnt, and nothing else of the file that
 * they came from. The same rows make the same bytes, and training on them the same model as here.
 *
 * @param labels names of the labels that are learnt.
 * @param write receives the file piece by piece.
 * @throws CodedError `dataset-missing`, `column-missing`; whatever `write` rejects with.
 */
export async function* trainingFile(
  kept: KeptRows,
  labels: readonly string[],
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void> | void,
): AsyncGenerator<FindProgress, TrainingFile, undefined> {
  const all = [{ name: labelName(kept.info), values: kept.labels }, ...kept.more];
  const missing = labels.find((label) => all.every(({ name }) => name !== label));
  if (missing !== undefined) {
    throw new CodedError('column-missing', { column: missing, columns: all.map(({ name }) => name) });
  }
  const learnt = all.filter(({ name }) => labels.includes(name));
  let text = 'comment';
  for (let n = 2; labels.includes(text); n++) text = `comment (${n})`;
  const keys = learnt.map(({ name }) => `,${JSON.stringify(name)}:`);
  const hash = createSha256();
  const encoder = new TextEncoder();
  let piece = '';
  let done = 0;
  const flush = async () => {
    const bytes = encoder.encode(piece);
    piece = '';
    hash.update(bytes);
    await write(bytes);
  };
  for await (const { column } of kept.chunks()) {
    for (let row = 0; row < rowCount(column); row++) {
      piece += `{${JSON.stringify(text)}:${JSON.stringify(rowText(column, row))}`;
      for (const [i, { values }] of learnt.entries()) piece += keys[i] + (values[done] > 1 ? 'null' : values[done]);
      piece += '}\n';
      done++;
      if (piece.length >= PIECE) await flush();
    }
    yield { done, total: kept.labels.length };
  }
  if (piece !== '') await flush();
  return { digest: hash.hex(), rows: done, text };
}
