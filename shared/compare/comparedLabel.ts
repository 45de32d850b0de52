import { CodedError } from '#shared/base/errors';
import { findLabelName, kindOfLabel } from '#shared/ml/model/labelNames';

/**
 * The label of a model that a label of the data is compared with: the one of that name or kind. A name that denotes no
 * kind ("class", "verdict") says only that something is toxic, which is a model's first label; so is the only label of
 * a model that was trained under such a name.
 *
 * @param model its name, for the error.
 * @param labels of the model.
 * @param name of the label in the data.
 * @returns an index into `labels`.
 * @throws CodedError `comparison-label-missing` for a kind that the model did not learn.
 */
export function comparedLabel(model: string, labels: readonly string[], name: string): number {
  const found = findLabelName(labels, name);
  if (found >= 0) return found;
  const alone = labels.length === 1 && kindOfLabel(labels[0]) === undefined;
  if (alone || kindOfLabel(name) === undefined) return 0;
  throw new CodedError('comparison-label-missing', { name: model, label: name, labels });
}
