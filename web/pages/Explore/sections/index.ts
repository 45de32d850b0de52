import { LENGTH_MEASURES } from '#shared/eda/lengths/measures';
import { NGRAM_LENGTHS } from '#shared/eda/section/wordGrams';
import type { ExploreSection } from '../sheet/sectionProps';
import { CollocationsSection, collocationTables } from './collocations/CollocationsSection';
import { ConcordanceSection } from './concordance/ConcordanceSection';
import { DistinctionSection } from './distinction/DistinctionSection';
import { distinctionTables } from './distinction/distinctionTables';
import { DuplicatesSection, duplicateTables } from './duplicates/DuplicatesSection';
import { IdentitySection, identityTables } from './identity/IdentitySection';
import { LabelErrorsSection, labelErrorTables } from './labelErrors/LabelErrorsSection';
import { LengthsSection, lengthTables } from './lengths/LengthsSection';
import { OverviewSection, overviewTables } from './overview/OverviewSection';
import { PartsOfSpeechSection, partsOfSpeechTables } from './partsOfSpeech/PartsOfSpeechSection';
import { PersonalDataSection, personalDataTables } from './personalData/PersonalDataSection';
import { ScatterSection } from './scatter/ScatterSection';
import { StyleSection, styleTables } from './style/StyleSection';
import { TermsSection, termTables } from './terms/TermsSection';

/** The sections of the Explore page, in the order they are on it. */
export const EXPLORE_SECTIONS: readonly ExploreSection[] = [
  { key: 'overview', Section: OverviewSection, tables: overviewTables },
  {
    key: 'lengths',
    Section: LengthsSection,
    tables: (report) => LENGTH_MEASURES.flatMap((measure) => lengthTables(report, measure, 'log').slice(0, 1)),
  },
  { key: 'distinction', Section: DistinctionSection, tables: (report) => distinctionTables(report, 'terms') },
  { key: 'scatter', Section: ScatterSection, tables: (report) => distinctionTables(report, 'scatter') },
  { key: 'partsOfSpeech', Section: PartsOfSpeechSection, tables: partsOfSpeechTables },
  { key: 'terms', Section: TermsSection, tables: (report) => NGRAM_LENGTHS.flatMap((n) => termTables(report, `${n}`)) },
  { key: 'collocations', Section: CollocationsSection, tables: collocationTables },
  { key: 'concordance', Section: ConcordanceSection, tables: null },
  { key: 'style', Section: StyleSection, tables: styleTables },
  { key: 'identity', Section: IdentitySection, tables: identityTables },
  { key: 'labelErrors', Section: LabelErrorsSection, tables: labelErrorTables },
  { key: 'personalData', Section: PersonalDataSection, tables: personalDataTables },
  { key: 'duplicates', Section: DuplicatesSection, tables: duplicateTables },
];
