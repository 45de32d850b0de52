import { CodedError } from '#shared/base/errors';
import { findLabelName, kindOfLabel } from '#shared/ml/model/labelNames';

/** A label column of a file, and the label of a model that it is to be measured with. */
export interface LabelPair {
  readonly column: string;
  /** Index among the model's labels. */
  readonly label: number;
}

/**
 * Which columns belong to which labels of a model. Names of one kind of toxicity in different data sets are the same
 * (labelNames.ts); `COLUMN=LABEL` pairs any two.
 *
 * @param labels of the model.
 * @param columns of the file, without the one of the comments.
 * @param wanted the value of `--label`; undefined: every column whose name is one of the model's labels.
 * @returns empty if nothing was wanted and no column has the name of a label.
 * @throws CodedError `label-unknown`, which lists the model's labels; `column-missing`.
 */
export function pairLabels(
  labels: readonly string[],
  columns: readonly string[],
  wanted: readonly string[] | undefined,
): LabelPair[] {
  if (wanted !== undefined) return wanted.map((name) => pairOf(labels, columns, name));
  return labels.flatMap((name, label) => {
    const at = findLabelName(columns, name);
    return at < 0 ? [] : [{ column: columns[at], label }];
  });
}

function pairOf(labels: readonly string[], columns: readonly string[], name: string): LabelPair {
  const equals = columns.includes(name) ? -1 : name.lastIndexOf('=');
  const columnName = equals < 0 ? name : name.slice(0, equals).trim();
  const labelName = equals < 0 ? name : name.slice(equals + 1).trim();
  const label = labelOf(labels, labelName, equals < 0);
  const at = findLabelName(columns, columnName);
  if (at < 0) throw new CodedError('column-missing', { column: columnName, columns });
  return { column: columns[at], label };
}

/** A model of one label is measured with a column of any name, unless both names are known and differ in kind. */
function labelOf(labels: readonly string[], name: string, mayBeOnly: boolean): number {
  const found = findLabelName(labels, name);
  if (found >= 0) return found;
  const only = labels.length === 1 && mayBeOnly;
  if (only && (kindOfLabel(name) === undefined || kindOfLabel(labels[0]) === undefined)) return 0;
  throw new CodedError('label-unknown', { label: name, labels });
}
