import { createCodePointReader } from '../../text/decode/codePoints';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { PERSONAL_DATA, type PersonalData } from './kinds';
import { findPersonalData } from './personalDataScan';

const EXAMPLES = 100;

/** What this section adds to the report. */
export interface PersonalDataFound {
  readonly personalData: readonly PersonalData[];
}

/** Which comments hold what may lead to a person: see personalDataScan.ts. Suspicions, for a person to look at. */
async function* explorePersonalData(
  context: EdaContext,
): AsyncGenerator<SectionProgress, PersonalDataFound, undefined> {
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const found = new Map(PERSONAL_DATA.map((kind) => [kind, { rows: 0, occurrences: 0, examples: [] as number[] }]));
  yield* visitRows(context, (bytes, begin, end, row) => {
    const occurrences = findPersonalData(reader.read(bytes, begin, end));
    if (occurrences.length === 0) return;
    for (const [kind, facts] of found) {
      let count = 0;
      for (const occurrence of occurrences) if (occurrence.kind === kind) count += 1;
      if (count === 0) continue;
      facts.rows += 1;
      facts.occurrences += count;
      if (facts.examples.length < EXAMPLES) facts.examples.push(row);
    }
  });
  const personalData = Array.from(found, ([kind, facts]): PersonalData => ({ kind, ...facts }));
  return { personalData };
}

export const personalDataSection: Section<PersonalDataFound> = {
  run: explorePersonalData,
  renumber: ({ personalData }, numberOf) => ({
    personalData: personalData.map((kind) => ({ ...kind, examples: kind.examples.map(numberOf) })),
  }),
};
