import { CodedError } from '../base/errors';
import type { MlKernels } from '../ml/pipeline/kernels';
import { mapProgress } from '../runtime/mapSteps';
import type { Pool } from '../runtime/parallel';
import type { ClassFacts } from './lengths/measures';
import { byClass, classesOf } from './section/classes';
import type { EdaContext, EdaSource } from './section/section';
import type { EdaSettings } from './section/settings';
import type { WordGrams } from './section/wordGrams';
import { EDA_SECTIONS, type EdaProgress, type EdaReport, type EdaSection, SECTION_LOADERS } from './sections';
import { countWordGrams } from './terms/wordGrams';

/**
 * Finds out what the comments are like, class by class.
 *
 * @param sections what to find out; worked out in the order of EDA_SECTIONS, each yielded as soon as it is done.
 * @param pool for what other threads can share.
 * @returns the report: the sections put together.
 * @throws CodedError `shape-mismatch` if rows, labels and chunks disagree; `dictionary-unreachable` for lemmas of
 *   Russian; `too-many-terms` past what the host can hold.
 */
export async function* exploreText(
  source: EdaSource,
  settings: EdaSettings,
  sections: readonly EdaSection[] = EDA_SECTIONS,
  pool: Pool<MlKernels> | null = null,
): AsyncGenerator<EdaProgress, EdaReport, undefined> {
  const classes = classesOf(source);
  const { rowNumbers } = source;
  if (rowNumbers && rowNumbers.length !== source.rows) {
    throw new CodedError('shape-mismatch', { what: 'row numbers', got: rowNumbers.length, expected: source.rows });
  }
  let counted: WordGrams | null = null;
  const context: EdaContext = {
    source,
    settings,
    classes,
    pool,
    async *wordGrams(maxN) {
      if (!counted || counted.tables.length < maxN)
        counted = yield* countWordGrams({ source, settings, classes }, maxN);
      return counted;
    },
    repeats: null,
  };
  let report: EdaReport = {
    settings,
    rows: source.rows,
    classes: byClass(classes, (index): ClassFacts => ({ rows: classes.rows[index] })),
  };
  for (const section of EDA_SECTIONS) {
    if (!sections.includes(section)) continue;
    yield { kind: 'progress', section, done: 0, total: 0 };
    const implementation = await SECTION_LOADERS[section]();
    let found = yield* mapProgress(
      implementation.run(context),
      (progress): EdaProgress => ({ kind: 'progress', section, ...progress }),
    );
    if (rowNumbers && implementation.renumber) found = implementation.renumber(found, (row) => rowNumbers[row]);
    report = { ...report, ...found };
    yield { kind: 'section', section, found };
  }
  return report;
}
