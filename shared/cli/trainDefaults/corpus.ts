import { createFingerprint } from '#shared/data/column/fingerprint';
import { CHUNK_BYTES, CHUNK_ROWS, type TextColumn } from '#shared/data/column/textColumn';
import { blanknessOf } from '#shared/eda/overview/blankText';
import { type LabelledText, UNKNOWN } from '#shared/ml/training/labelledText';
import { runStepsSync } from '#shared/runtime/steps';
import { createLetterKey } from '#shared/text/duplicates/letterKey';
import { createNearDuplicateFinder } from '#shared/text/duplicates/nearDuplicates';
import { createTextGroups } from '#shared/text/duplicates/textGroups';
import { createBytesKey } from '#shared/text/duplicates/textKey';
import type { Source, TrainingRow } from './sources';

/** The training rows, and counts of the rows left out. */
export interface Corpus {
  readonly rows: readonly TrainingRow[];
  /** Shape (rows,): rows with the same number are near duplicates or belong together. */
  readonly groups: Uint32Array<ArrayBuffer>;
  readonly cleaning: Cleaning;
}

/** Rows left out. */
export interface Cleaning {
  readonly read: number;
  /** Without any text. */
  readonly blank: number;
  /** Copies of an earlier row: equal in letters and digits. */
  readonly copies: number;
  /** Texts whose copies were labelled toxic exactly half of the time. */
  readonly undecided: number;
  /** Rows that are near duplicates of another. They are kept, on one side of every split. */
  readonly near: number;
}

/** Reads and cleans all rows of `sources`. @param folder that holds `en` and `ru`. */
export async function readCorpus(sources: readonly Source[], folder: string): Promise<Corpus> {
  const rows: TrainingRow[] = [];
  for (const [number, source] of sources.entries()) rows.push(...(await source.read(folder, number)));
  return cleanRows(rows);
}

/**
 * Cleans rows: drops those without text, and keeps one of those that are equal in letters and digits, with their
 * majority label; on a tie it drops them all. Near duplicates and rows of one family get the same group.
 */
export function cleanRows(all: readonly TrainingRow[]): Corpus {
  const written = all.filter(({ text }) => blanknessOf(text, 0, text.length) === null);
  const grouping = createTextGroups(createLetterKey(undefined, createBytesKey()));
  const byText: TrainingRow[][] = [];
  for (const row of written) {
    const text = grouping.addText(row.text, 0, row.text.length);
    byText[text] ??= [];
    byText[text].push(row);
  }
  const rows = byText.map(merged).filter((row) => row.labels[0] !== UNKNOWN);
  const groups = groupsOf(rows);
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return {
    rows,
    groups,
    cleaning: {
      read: all.length,
      blank: all.length - written.length,
      copies: written.length - byText.length,
      undecided: byText.length - rows.length,
      near: groups.filter((group) => (sizes.get(group) ?? 0) > 1).length,
    },
  };
}

/** One row for copies of a text: the first of them, with the majority labels. */
function merged(copies: readonly TrainingRow[]): TrainingRow {
  const [first] = copies;
  if (copies.length === 1) return first;
  const labels = first.labels.map((_, label) => {
    const count = (value: number) => copies.filter((copy) => copy.labels[label] === value).length;
    const [negative, positive] = [count(0), count(1)];
    return positive === negative ? UNKNOWN : positive > negative ? 1 : 0;
  });
  return { ...first, labels, judged: copies.some(({ judged }) => judged) };
}

function groupsOf(rows: readonly TrainingRow[]): Uint32Array<ArrayBuffer> {
  const finder = createNearDuplicateFinder();
  for (const { text } of rows) finder.add(text, 0, text.length);
  const candidates = runStepsSync(finder.candidates());
  rows.forEach(({ text }, row) => {
    if (candidates[row] === 1) finder.keep(row, text, 0, text.length);
  });
  const parents = Uint32Array.from(runStepsSync(finder.groups()));
  const rootOf = (row: number) => {
    let at = row;
    while (parents[at] !== at) at = parents[at];
    return at;
  };
  const firstOf = new Map<string, number>();
  rows.forEach(({ source, family }, row) => {
    if (family === null) return;
    const key = `${source}:${family}`;
    const [a, b] = [rootOf(firstOf.get(key) ?? row), rootOf(row)];
    parents[Math.max(a, b)] = Math.min(a, b);
    firstOf.set(key, Math.min(a, b));
  });
  return parents.map((_, row) => rootOf(row));
}

/** The corpus as training data. @param labels names of the labels to use, the first ones of each row. */
export function labelledTextOf(
  { rows, groups }: Pick<Corpus, 'rows' | 'groups'>,
  sources: readonly Source[],
  labels: readonly string[],
  about: { readonly licence: string; readonly note: string },
): LabelledText {
  const chunks = chunksOf(rows);
  const judged = Uint8Array.from(rows, (row) => (row.judged ? 1 : 0));
  const weightOf = ({ source, labels: [label] }: TrainingRow) => {
    const { weight, toxicWeight = weight } = sources[source];
    return label === 1 ? toxicWeight : weight;
  };
  const weights = sources.some(({ weight, toxicWeight = weight }) => weight !== 1 || toxicWeight !== 1)
    ? Float64Array.from(rows, weightOf)
    : undefined;
  const columns = labels.map((name, label) => ({
    name,
    values: Uint8Array.from(rows, (row) => row.labels[label]),
    judged,
    weights,
  }));
  const fingerprint = createFingerprint();
  rows.forEach(({ text }, row) => void fingerprint.row(text, 0, text.length, columns[0].values[row]));
  return {
    rows: rows.length,
    chunks: () => chunks,
    labels: columns,
    groups,
    fingerprint: fingerprint.hex(),
    ...about,
  };
}

function chunksOf(rows: readonly TrainingRow[]): TextColumn[] {
  const chunks: TextColumn[] = [];
  for (let first = 0; first < rows.length; ) {
    let end = first;
    let bytes = 0;
    while (
      end < rows.length &&
      end - first < CHUNK_ROWS &&
      (end === first || bytes + rows[end].text.length <= CHUNK_BYTES)
    )
      bytes += rows[end++].text.length;
    const chunk = { bytes: new Uint8Array(bytes), offsets: new Uint32Array(end - first + 1) };
    for (let row = first, at = 0; row < end; row++) {
      chunk.bytes.set(rows[row].text, at);
      at += rows[row].text.length;
      chunk.offsets[row - first + 1] = at;
    }
    chunks.push(chunk);
    first = end;
  }
  return chunks;
}
