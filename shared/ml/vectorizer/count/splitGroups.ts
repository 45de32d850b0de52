import type { TextColumn } from '../../../data/column/textColumn';
import type { PipelineSpec } from '../../../spec/pipelineSpec';
import { createLetterKey } from '../../../text/duplicates/letterKey';
import { createLooseKey } from '../../../text/duplicates/looseKey';
import { createTextGroups } from '../../../text/duplicates/textGroups';
import { joinedGroups } from '../../../text/duplicates/union';
import { createPreparedReader, type TextPreparation } from '../../../text/preparation';

/** Groups rows that must not be torn apart by a split. */
export interface SplitGroups {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Shape (rows,): the group of each row. */
  groups(): Uint32Array<ArrayBuffer>;
  /**
   * Shape (rows,): the same for rows that are copies but for links, names and numbers (text/duplicates/looseKey); null
   * if they were not wanted.
   */
  similar(): Uint32Array<ArrayBuffer> | null;
}

/**
 * Groups copies: texts that have the same letters and digits (text/duplicates/letterKey), as they were written or as
 * the spec's normaliser leaves them. What it makes equal is one text to the model.
 *
 * @param withSimilar also find what `similar` returns.
 */
export function createSplitGroups(
  { text }: Pick<PipelineSpec, 'text'>,
  preparation: TextPreparation,
  withSimilar = true,
): SplitGroups {
  const written = createTextGroups(createLetterKey());
  const loose = withSimilar ? createTextGroups(createLooseKey()) : null;
  const similar = () => loose?.groups() ?? null;
  if (text.normalize === 'none') {
    return {
      *add(column) {
        yield* written.add(column);
        if (loose !== null) yield* loose.add(column);
      },
      groups: written.groups,
      similar,
    };
  }
  const reader = createPreparedReader(preparation, { lowercase: true, stripAccents: 'unicode' });
  const read = createTextGroups(createLetterKey(reader));
  return {
    *add(column) {
      yield* written.add(column);
      yield* read.add(column);
      if (loose !== null) yield* loose.add(column);
    },
    groups: () => joinedGroups([written.groups(), read.groups()]),
    similar,
  };
}
