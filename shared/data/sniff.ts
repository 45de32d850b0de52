import { CodedError } from '../errors';
import type { Delimiter } from './dialect';
import type { Encoding } from './encoding';
import { type FilePlan, HEAD_BYTES, planFile, type ReadOptions } from './filePlan';
import type { ColumnFacts } from './guessColumns';
import type { ImportNotice } from './importReport';

/** What the beginning of a file looks like, for a person who decides how to read it. */
export interface Preview {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly hasHeader: boolean;
  /** Names of the columns, all different. */
  readonly header: readonly string[];
  /** The first 50 data rows as they stand: short ones are short. */
  readonly sampleRows: readonly (readonly string[])[];
  /** One per column. */
  readonly columns: readonly ColumnFacts[];
  /** Null: none looks like comments, and reading without a choice would fail. */
  readonly textColumn: number | null;
  /** Null: none looks like labels, and reading without a choice would take every row unlabelled. */
  readonly labelColumn: number | null;
  readonly notices: readonly ImportNotice[];
}

const SAMPLE_ROWS = 50;

/**
 * Previews a file. Given the same options, `readCsv` decides as this does.
 *
 * @param head the beginning of the file: the first HEAD_BYTES are enough unless a row is longer, and `readCsv` decides
 *   by them.
 * @throws CodedError whatever `planFile` throws; `csv-field-too-large`, with the length of `head` for a limit, if the
 *   first row goes on past it.
 */
export function sniff(head: Uint8Array, options: ReadOptions): Preview {
  const whole = options.size === undefined ? head.length < HEAD_BYTES : head.length >= options.size;
  let plan: FilePlan | null = null;
  for (let limit = HEAD_BYTES; plan === null || plan.rows.length === 0; limit *= 2) {
    plan = planFile(head.subarray(0, limit), whole && head.length <= limit, options);
    if (limit >= head.length) break;
  }
  if (plan === null) throw new CodedError('csv-field-too-large', { line: 1, limitBytes: head.length });
  return {
    encoding: plan.encoding,
    delimiter: plan.dialect.delimiter,
    hasHeader: plan.hasHeader,
    header: plan.names,
    sampleRows: plan.rows.slice(0, SAMPLE_ROWS),
    columns: plan.facts,
    textColumn: plan.textColumn,
    labelColumn: plan.labelColumn,
    notices: plan.notices,
  };
}
