import type { TextColumn } from '../../../data/column/textColumn';
import type { PipelineSpec } from '../../../spec/pipelineSpec';
import { createLetterKey } from '../../../text/duplicates/letterKey';
import { createTextGroups } from '../../../text/duplicates/textGroups';
import { createUnion } from '../../../text/duplicates/union';
import { createPreparedReader, type TextPreparation } from '../../../text/preparation';

/** Groups rows that must not be torn apart by a split. */
export interface SplitGroups {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Shape (rows,): the group of each row. */
  groups(): Uint32Array<ArrayBuffer>;
}

/**
 * Groups copies: texts that have the same letters and digits (text/duplicates/letterKey), as they were written or as the
 * spec's normaliser leaves them. What it makes equal is one text to the model.
 */
export function createSplitGroups({ text }: Pick<PipelineSpec, 'text'>, preparation: TextPreparation): SplitGroups {
  const written = createTextGroups(createLetterKey());
  if (text.normalize === 'none') return written;
  const reader = createPreparedReader(preparation, { lowercase: true, stripAccents: 'unicode' });
  const read = createTextGroups(createLetterKey(reader));
  return {
    *add(column) {
      yield* written.add(column);
      yield* read.add(column);
    },
    groups() {
      const groups = written.groups();
      const union = createUnion(groups.length);
      for (const other of [groups, read.groups()]) {
        const firsts = new Map<number, number>();
        other.forEach((group, row) => {
          const first = firsts.get(group);
          if (first === undefined) firsts.set(group, row);
          else union.join(first, row);
        });
      }
      return union.roots();
    },
  };
}
