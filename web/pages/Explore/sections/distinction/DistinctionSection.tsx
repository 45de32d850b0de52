import { createSignal } from 'solid-js';
import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import { type Bar, Bars } from '../../../../charts/Bars';
import { SegmentedControl } from '../../../../components/SegmentedControl';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { distinctionTables } from './distinctionTables';

type Length = 'all' | '1' | '2' | '3';

const A_SIDE = 8;
/** Less than this may well be chance. */
const MIN_Z = 2;

/** The words that mark each class most surely: log-odds with an informative prior. */
export function DistinctionSection(props: { offensive: (term: string) => boolean }) {
  const words = () => exploreWords().distinction;
  const [length, setLength] = createSignal<Length>('all');
  const shown = (): readonly DistinctTerm[] => {
    const terms = (report().distinction?.terms ?? []).filter(({ n }) => length() === 'all' || String(n) === length());
    const up = terms.filter(({ z }) => z >= MIN_Z).sort((a, b) => b.z - a.z);
    const down = terms.filter(({ z }) => z <= -MIN_Z).sort((a, b) => a.z - b.z);
    return [...up.slice(0, A_SIDE), ...down.slice(0, A_SIDE)];
  };
  const absent = () => {
    if (report().distinction === undefined) return undefined;
    if (!bothClasses()) return exploreWords().needsClasses;
    return shown().length === 0 && length() === 'all' ? words().none : undefined;
  };
  const bars = (): Bar[] =>
    shown().map(({ term, z, counts, logOdds }) => ({
      name: term,
      value: z,
      shown: words().z(z),
      of: z > 0 ? '1' : '0',
      userText: true,
      offensive: props.offensive(term),
      tip: [term, words().tip(counts[0], counts[1]), words().odds(logOdds)],
    }));
  return (
    <SectionSheet
      of="distinction"
      section="distinction"
      note={exploreWords().notes.distinction}
      ready={report().distinction !== undefined}
      tables={distinctionTables(report(), 'terms')}
      height={330}
      offensive={props.offensive}
      absent={absent()}
      controls={
        <SegmentedControl
          label={words().length}
          value={length()}
          options={(['all', '1', '2', '3'] as const).map((value) => ({ value, label: words().lengths[value] }))}
          onChange={setLength}
        />
      }
      foot={<p>{words().help}</p>}
    >
      <Bars
        label={words().chartLabel}
        bars={bars()}
        onPick={(index) => press({ kind: 'term', term: shown()[index].term })}
      />
    </SectionSheet>
  );
}

/** True if there are toxic comments and others. */
export function bothClasses(): boolean {
  const keys = reportClasses();
  return keys.includes('0') && keys.includes('1');
}
