import { plainValue } from '../column/plainValue';
import type { ColumnFacts } from './guessColumns';
import { isDeciding, nameFamily, nameParts, readLabelName } from './labelNames';
import { knownMeaning } from './valueWords';

/** The choice of the label column. */
export interface LabelGuess {
  readonly column: number | null;
  /** False: a person should confirm it. */
  readonly sure: boolean;
  /** Every column that may be one of labels, the likeliest first. */
  readonly candidates: readonly number[];
}

/** Different values that a column of classes has at most. */
const CLASSES = 60;
/** In so few rows every value may differ from the others. */
const FEW_ROWS = 12;

/** Several judgements in one cell: `1, 1, 0`. */
const VOTES = /^[[(]?\s*[01](?:\.0)?(?:[\s,;|/]+[01](?:\.0)?)+\s*[\])]?$/;

interface Candidate {
  readonly position: number;
  readonly rank: number;
  /** By the name alone, whatever the cells hold. */
  readonly nameRank: number;
  readonly sure: boolean;
}

/**
 * The column of the labels. A name that says so comes first, then cells that are known words of both kinds (`OFF` and
 * `NOT`); a column of 0 and 1 under any other name is a question, and yes and no under such a name are no labels at
 * all: a message is truncated, verified or deleted more often than it is toxic.
 *
 * @param hasNames the file names its columns.
 */
export function guessLabelColumn(
  facts: readonly ColumnFacts[],
  rows: readonly (readonly string[])[],
  textColumn: number | null,
  hasNames: boolean,
): LabelGuess {
  const found: Candidate[] = [];
  facts.forEach((column, position) => {
    if (position === textColumn) return;
    const candidate = candidateOf(column, rows, position, hasNames);
    if (candidate !== null) found.push(candidate);
  });
  found.sort((a, b) => a.rank - b.rank || a.position - b.position);
  const candidates = found.map(({ position }) => position);
  if (found.length === 0) return { column: null, sure: true, candidates };
  const [first] = found;
  // Of `annotator_1`, `annotator_2` ... none is the label by itself.
  const family = found.filter(
    ({ position }) => nameFamily(facts[position].name) === nameFamily(facts[first.position].name),
  );
  const alike =
    family.length > 1 && nameFamily(facts[first.position].name) !== facts[first.position].name.toLowerCase();
  const colleagues = found.some(
    (other) => other !== first && areColleagues(facts[first.position], facts[other.position]),
  );
  // A likelier name whose values nobody knows is rather the one than a vote count beside it.
  const likelierName = found.some(
    ({ nameRank, position }) => nameRank < first.nameRank && facts[position].kind === 'number',
  );
  // Nothing tells columns without names apart.
  const unnamedRivals =
    (!first.sure || !hasNames) &&
    found.filter(({ rank }) => (hasNames ? rank === first.rank : first.rank <= rank)).length > 1;
  const words = found.find(({ position }) => position !== first.position && contradicts(position, first.position));
  if (words !== undefined) return { column: words.position, sure: false, candidates };
  return {
    column: first.position,
    sure: first.sure && !(alike && hasNames) && !unnamedRivals && !colleagues && !likelierName && !areClasses(),
    candidates,
  };

  /** Whether words say in every row the opposite of the 0 or 1 beside them: `1, neutral`. */
  function contradicts(wordColumn: number, column: number): boolean {
    const one = readLabelName(facts[column].name).opposite ? 'notToxic' : 'toxic';
    const seen = new Set<string>();
    for (const row of rows) {
      const meaning = knownMeaning(plainValue(row[wordColumn] ?? ''));
      const value = plainValue(row[column] ?? '');
      if (meaning === 'blank' || value === '') continue;
      if ((meaning !== 'toxic' && meaning !== 'notToxic') || (value !== '0' && value !== '1')) return false;
      if ((value === '1') === (meaning === one)) return false;
      seen.add(meaning);
    }
    return seen.size === 2;
  }

  /** Whether every row has a 1 in just one of three columns and more: classes, of which several may be toxic. */
  function areClasses(): boolean {
    const flags = found.filter(({ position }) => facts[position].kind === 'flag').map(({ position }) => position);
    if (flags.length < 3 || rows.length < flags.length || facts[first.position].kind !== 'flag') return false;
    const ones = (row: readonly string[]) => flags.filter((column) => plainValue(row[column] ?? '') === '1').length;
    return flags.some((column) => readLabelName(facts[column].name).opposite) && rows.every((row) => ones(row) === 1);
  }
}

/**
 * Whether two columns are the judgements of two people: of the same kind, and named alike but for one part that says
 * nothing of labels (`anna_label` and `boris_label`, `coder A` and `coder B`).
 */
function areColleagues(one: ColumnFacts, other: ColumnFacts): boolean {
  const [parts, others] = [nameParts(one.name), nameParts(other.name)];
  if (one.kind !== other.kind || parts.length < 2 || parts.length !== others.length) return false;
  const differing = parts.flatMap((part, i) => (part === others[i] ? [] : [part, others[i]]));
  return differing.length === 2 && differing.every((part) => readLabelName(part).rank === null && !isDeciding(part));
}

/** spaCy's `cats` hold a column for each class: one of toxicity, its opposite, or something else altogether. */
function isForeignClass(name: string): boolean {
  const foreign = /(?:^|\.)cats\.(.+)$/.exec(name);
  if (foreign === null) return false;
  const { rank, opposite } = readLabelName(foreign[1]);
  return rank === null && !opposite;
}

function candidateOf(
  column: ColumnFacts,
  rows: readonly (readonly string[])[],
  position: number,
  hasNames: boolean,
): Candidate | null {
  const { kind, looksLikeLabels, distinct, name, numeric } = column;
  if (kind === 'empty' || kind === 'date' || kind === 'link' || kind === 'identifier') return null;
  const { rank, isOther, isOtherScale } = readLabelName(name);
  if (rank !== null) {
    if (looksLikeLabels) return { position, rank, nameRank: rank, sure: !isForeignClass(name) && !isOtherScale };
    // Classes that have to be asked about. A number that differs from row to row is a measure: only a scale of
    // toxicity.
    const repeats = distinct < rows.length / 2 || rows.length < FEW_ROWS;
    if (kind === 'text')
      return distinct <= CLASSES && repeats
        ? { position, rank: rank + 200, nameRank: rank, sure: !isOtherScale }
        : null;
    if (kind === 'list' || distinct <= Math.max(2, Math.min(CLASSES, rows.length / 2)) || (numeric && rank < 60)) {
      return { position, rank: rank + 100, nameRank: rank, sure: !isOtherScale };
    }
    return distinct <= CLASSES ? { position, rank: rank + 300, nameRank: rank, sure: !isOtherScale } : null;
  }
  const values = new Set<string>();
  for (const row of rows) {
    const cell = (row[position] ?? '').trim();
    if (VOTES.test(cell)) for (const vote of cell.match(/[01]/g) ?? []) values.add(vote);
    else if (cell !== '') values.add(plainValue(cell));
    if (values.size > CLASSES) return null;
  }
  const meanings = [...values].map((value) => knownMeaning(value));
  // Words of both kinds are labels whatever the column is called.
  const bothKinds = meanings.includes('toxic') && (meanings.includes('notToxic') || values.has('other'));
  if (bothKinds && looksLikeLabels) return { position, rank: 400, nameRank: 400, sure: !isOtherScale };
  if (isOther || !looksLikeLabels) return null;
  if (values.size < 2) return null;
  const zeroOne = [...values].every((value) => value === '0' || value === '1' || value === '-1');
  if (zeroOne) return { position, rank: 500, nameRank: 500, sure: !hasNames };
  // A column without a name may mean anything: yes and no, or a fraction, may be the labels as well.
  return hasNames ? null : { position, rank: 600, nameRank: 600, sure: false };
}
