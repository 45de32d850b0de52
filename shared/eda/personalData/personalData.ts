import { createCodePointReader } from '../../text/decode/codePoints';
import { type EdaReport, PERSONAL_DATA, type PersonalData } from '../report';
import { type EdaContext, type SectionProgress, visitRows } from '../section';
import { findPersonalData } from './personalDataScan';

const EXAMPLES = 100;

/** Which comments hold what may lead to a person: see personalDataScan.ts. Suspicions, for a person to look at. */
export async function* explorePersonalData(
  context: EdaContext,
): AsyncGenerator<SectionProgress, Partial<EdaReport>, undefined> {
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
