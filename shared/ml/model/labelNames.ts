import { CodedError } from '../../base/errors';

/**
 * Names of one kind of toxicity in the data sets that people use: Jigsaw's, Civil Comments', Detoxify's, the
 * Perspective API's, Russian ones.
 */
const SAME: readonly (readonly string[])[] = [
  ['toxic', 'toxicity', 'target', 'токсичный', 'токсичность', 'токсично'],
  ['severe_toxic', 'severe_toxicity'],
  ['obscene', 'obscenity', 'profanity'],
  ['threat'],
  ['insult'],
  ['identity_hate', 'identity_attack'],
  ['sexual_explicit', 'sexually_explicit'],
];

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** The kind of toxicity that `name` denotes, by its first name above; undefined for a name of no data set. */
export function kindOfLabel(name: string): string | undefined {
  const wanted = plain(name);
  return SAME.find((names) => names.includes(wanted))?.[0];
}

/** Index in `names` of that very name, else of another name of the same kind; -1 if there is neither. */
export function findLabelName(names: readonly string[], name: string): number {
  const same = names.indexOf(name);
  if (same >= 0) return same;
  const kind = kindOfLabel(name);
  return names.findIndex(
    (other) => plain(other) === plain(name) || (kind !== undefined && kindOfLabel(other) === kind),
  );
}

/**
 * Index of a model's label by its name, or by what another data set calls it.
 * @throws CodedError `label-unknown`, which lists the model's labels.
 */
export function requireLabel(labels: readonly string[], name: string): number {
  const found = findLabelName(labels, name);
  if (found < 0) throw new CodedError('label-unknown', { label: name, labels });
  return found;
}
