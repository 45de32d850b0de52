import { createTextGroups } from '../../text/duplicates/textGroups';
import { createIdenticalKey, createSameKey } from '../../text/duplicates/textKey';
import { createLanguageCounts, languageOfBytes, type TextLanguage } from '../../text/language/language';
import type { ClassFacts } from '../lengths/measures';
import { type ByClass, byClass, CLASS_KEYS, type RowClasses } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { blanknessOf } from './blankText';

export interface Overview {
  readonly rows: number;
  /** Different texts: rows less those that are identical to one before (text/duplicates/textKey). */
  readonly unique: number;
  /** Rows whose text has no characters but white space. */
  readonly empty: number;
  /** Rows whose text is a placeholder: NA, null, None ... (eda/blankText). */
  readonly missing: number;
  /** Rows with the same text as an earlier one except for case, spaces and punctuation. */
  readonly duplicates: number;
  /** Texts, compared as for `duplicates`, that have both labels, and their rows. */
  readonly conflicts: { readonly texts: number; readonly rows: number };
  readonly languages: ByClass<Readonly<Record<TextLanguage, number>>>;
}

const groupCount = (groups: Uint32Array) => groups.reduce((most, group) => Math.max(most, group + 1), 0);

/** The groups that hold rows of both labels, and how many labelled rows they have. */
function conflictsIn(groups: Uint32Array, classes: RowClasses): Overview['conflicts'] {
  const counts = [new Uint32Array(groups.length), new Uint32Array(groups.length)];
  groups.forEach((group, row) => {
    const index = classes.of(row);
    if (index < counts.length) counts[index][group] += 1;
  });
  const [zeros, ones] = counts;
  let texts = 0;
  let rows = 0;
  zeros.forEach((zero, group) => {
    if (zero === 0 || ones[group] === 0) return;
    texts += 1;
    rows += zero + ones[group];
  });
  return { texts, rows };
}

/** What this section adds to the report. */
export interface OverviewFound {
  readonly overview: Overview;
  readonly classes: ByClass<ClassFacts>;
}

/** The first facts: how many rows, of what kind, in which language. One pass over the text. */
async function* exploreOverview(context: EdaContext): AsyncGenerator<SectionProgress, OverviewFound, undefined> {
  const { classes, source } = context;
  const languages = CLASS_KEYS.map(createLanguageCounts);
  const identical = createTextGroups(createIdenticalKey());
  const same = createTextGroups(createSameKey());
  let empty = 0;
  let missing = 0;
  yield* visitRows(context, (bytes, begin, end, row) => {
    const blank = blanknessOf(bytes, begin, end);
    if (blank === 'empty') empty += 1;
    else if (blank === 'missing') missing += 1;
    languages[classes.of(row)][languageOfBytes(bytes, begin, end)] += 1;
    identical.addText(bytes, begin, end);
    same.addText(bytes, begin, end);
  });
  const repeats = { identical: identical.groups(), same: same.groups() };
  context.repeats = repeats;
  const overview: Overview = {
    rows: source.rows,
    unique: groupCount(repeats.identical),
    empty,
    missing,
    duplicates: source.rows - groupCount(repeats.same),
    conflicts: conflictsIn(repeats.same, classes),
    languages: byClass(classes, (index) => languages[index]),
  };
  return {
    overview,
    classes: byClass(classes, (index): ClassFacts => ({ rows: classes.rows[index] })),
  };
}

export const overviewSection: Section<OverviewFound> = {
  run: exploreOverview,
};
