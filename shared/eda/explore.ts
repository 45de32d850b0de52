import type { MlKernels } from '../ml/pipeline/kernels';
import type { Pool } from '../runtime/parallel';
import { exploreCollocations } from './collocations/collocations';
import { exploreDistinction } from './distinction/distinction';
import { exploreDuplicates } from './duplicates/duplicates';
import { exploreIdentity } from './identity/identity';
import { exploreLabelErrors } from './labelErrors/labelErrors';
import { exploreLengths } from './lengths/lengths';
import { exploreOverview } from './overview/overview';
import { explorePartsOfSpeech } from './partsOfSpeech/partsOfSpeech';
import { explorePersonalData } from './personalData/personalData';
import {
  type ClassFacts,
  EDA_SECTIONS,
  type EdaProgress,
  type EdaReport,
  type EdaSection,
  type EdaSettings,
} from './report';
import { byClass, classesOf, type EdaContext, type EdaSource, type Section, translated } from './section';
import { exploreStyle } from './style/style';
import { exploreTerms } from './terms/terms';
import { countWordGrams, type WordGrams } from './terms/wordGrams';

export type { EdaSource } from './section';

/** How each section is worked out. */
const SECTIONS: Readonly<Record<EdaSection, Section>> = {
  overview: exploreOverview,
  lengths: exploreLengths,
  style: exploreStyle,
  identity: exploreIdentity,
  personalData: explorePersonalData,
  terms: exploreTerms,
  distinction: exploreDistinction,
  collocations: exploreCollocations,
  duplicates: exploreDuplicates,
  partsOfSpeech: explorePartsOfSpeech,
  labelErrors: exploreLabelErrors,
};

/**
 * Finds out what the comments are like, class by class.
 *
 * @param sections what to find out; worked out in the order of EDA_SECTIONS, each yielded as soon as it is done.
 * @param pool for what other threads can share.
 * @returns the report: the sections put together.
 * @throws CodedError `shape-mismatch` if rows, labels and chunks disagree; `spec-invalid` for lemmas of Russian;
 *   `too-many-terms` past what the host can hold.
 */
export async function* exploreText(
  source: EdaSource,
  settings: EdaSettings,
  sections: readonly EdaSection[] = EDA_SECTIONS,
  pool: Pool<MlKernels> | null = null,
): AsyncGenerator<EdaProgress, EdaReport, undefined> {
  const classes = classesOf(source);
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
  };
  let report: EdaReport = {
    settings,
    rows: source.rows,
    classes: byClass(classes, (index): ClassFacts => ({ rows: classes.rows[index] })),
  };
  for (const section of EDA_SECTIONS) {
    if (!sections.includes(section)) continue;
    yield { kind: 'progress', section, done: 0, total: 0 };
    const found = yield* translated(
      SECTIONS[section](context),
      (progress): EdaProgress => ({ kind: 'progress', section, ...progress }),
    );
    report = { ...report, ...found };
    yield { kind: 'section', section, found };
  }
  return report;
}
