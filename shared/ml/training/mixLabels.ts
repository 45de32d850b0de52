import { CodedError } from '../../base/errors';
import { type LabelColumn, type LabelledText, UNKNOWN } from './labelledText';

/** Labelled rows from one place, and how much each of them counts. */
export interface LabelledSource {
  readonly rows: number;
  /** Each of shape (rows,). */
  readonly labels: readonly LabelColumn[];
  /** How many times a row counts in the fit: above 0. */
  readonly weight: number;
}

/**
 * The labels of several sources whose rows stand one source after another. The names are those of the first source: an
 * only label goes with the first label of each other source, whatever that is called; of several each goes with the one
 * of the same name, and rows of a source without it have no such label.
 *
 * @param names which labels, in the first source; null for all.
 * @returns the labels, weighed unless every weight is 1, and the `mix` of `LabelledText`.
 * @throws CodedError `argument-invalid` for a weight; `column-missing` for a name that the first source has no label
 *   of.
 */
export function mixLabels(
  sources: readonly LabelledSource[],
  names: readonly string[] | null,
): Pick<LabelledText, 'labels' | 'mix'> {
  for (const { weight } of sources) {
    if (weight > 0 && Number.isFinite(weight)) continue;
    throw new CodedError('argument-invalid', { argument: 'weight', got: String(weight), expected: 'a number above 0' });
  }
  const [first] = sources;
  const missing = names?.find((name) => first.labels.every((label) => label.name !== name));
  if (missing !== undefined) {
    throw new CodedError('column-missing', { column: missing, columns: first.labels.map(({ name }) => name) });
  }
  const chosen = first.labels.filter(({ name }) => names === null || names.includes(name));
  const weighed = sources.some(({ weight }) => weight !== 1);
  if (sources.length === 1 && !weighed) return { labels: chosen };
  const weights = weighed ? weightsOf(sources) : null;
  const alone = first.labels.length === 1;
  const labels = chosen.map(({ name, values }) => ({
    name,
    values: sources.length === 1 ? values : joined(sources, name, alone),
    ...(weights === null ? {} : { weights }),
  }));
  return { labels, mix: sources.map(({ rows, weight }) => ({ rows, weight })) };
}

const rowsOf = (sources: readonly LabelledSource[]): number => sources.reduce((sum, { rows }) => sum + rows, 0);

function weightsOf(sources: readonly LabelledSource[]): Float64Array {
  const weights = new Float64Array(rowsOf(sources));
  let from = 0;
  for (const { rows, weight } of sources) {
    weights.fill(weight, from, from + rows);
    from += rows;
  }
  return weights;
}

function joined(sources: readonly LabelledSource[], name: string, alone: boolean): Uint8Array {
  const values = new Uint8Array(rowsOf(sources)).fill(UNKNOWN);
  let from = 0;
  for (const { rows, labels } of sources) {
    const label = alone ? labels.at(0) : labels.find((one) => one.name === name);
    if (label !== undefined) values.set(label.values, from);
    from += rows;
  }
  return values;
}
