import { CodedError } from '../../base/errors';
import type { Pause } from '../../runtime/pausing';
import type { DataFile } from '../bytes/source';
import type { ReadOptions } from '../filePlan';
import { openTable } from '../openTable';
import { createTableBuilder } from '../table';
import { createRepeatVotes, type RepeatVotes } from './repeatVotes';

/**
 * The judgements of all rows of a file whose `repeats` make one label: it is read once for them, and then again. Null
 * without that choice, or without labels.
 * @throws CodedError `argument-invalid` for several labels that stay separate; whatever `openTable` throws and reading
 *   does.
 */
export async function votesOf(file: DataFile, options: ReadOptions, pause: Pause): Promise<RepeatVotes | null> {
  const { repeats } = options;
  if (repeats === undefined || repeats === 'keep') return null;
  const { name, source } = await openTable(file, options, pause);
  try {
    const { labelColumns, combine } = source.plan;
    if (labelColumns.length === 0) return null;
    if (labelColumns.length > 1 && combine === null) {
      const expected = 'one label, or several columns that are combined';
      throw new CodedError('argument-invalid', { argument: 'repeats', got: repeats, expected });
    }
    const votes = createRepeatVotes(repeats);
    const table = createTableBuilder(name, source.plan, options, {
      inspecting: true,
      votes: {
        add: votes.add,
        take(comment, label) {
          votes.add(comment, label);
          return label;
        },
      },
    });
    const rows = source.read(table.take);
    while (!(await rows.next()).done) await pause();
    return votes;
  } finally {
    await source.close();
  }
}
