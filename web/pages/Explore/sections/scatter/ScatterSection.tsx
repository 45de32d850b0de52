import { createMemo } from 'solid-js';
import { Scatter, type ScatterPoint } from '../../../../charts/Scatter';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { bothClasses } from '../distinction/DistinctionSection';
import { distinctionTables } from '../distinction/distinctionTables';

/** Beyond this a word is drawn in the colour of the class it marks. */
const MARKS = 2;
const PER = 1_000_000;

/** How often each word occurs in toxic comments against how often in others. */
export function ScatterSection(props: { offensive: (term: string) => boolean }) {
  const words = () => exploreWords().scatter;
  const terms = createMemo(() => report().distinction?.scatter ?? []);
  const points = createMemo((): ScatterPoint[] => {
    // Rates are of words, for pairs and triples too: a pair is then rarer than its words, as it should be.
    const totals = report().termTotals?.['1'];
    const rate = (count: number, key: '0' | '1') => (count / Math.max(1, totals?.[key]?.count ?? 0)) * PER;
    return terms().map(({ term, counts: [toxic, other], z, logOdds }) => ({
      name: term,
      x: rate(other, '0'),
      y: rate(toxic, '1'),
      of: z > MARKS ? '1' : z < -MARKS ? '0' : null,
      weight: Math.abs(z),
      offensive: props.offensive(term),
      tip: [term, words().tip(toxic, other), exploreWords().distinction.odds(logOdds)],
    }));
  });
  const absent = () => {
    if (report().distinction === undefined) return undefined;
    if (!bothClasses()) return exploreWords().needsClasses;
    return terms().length === 0 ? exploreWords().terms.none : undefined; // axes of nothing have no scale
  };
  return (
    <SectionSheet
      of="scatter"
      section="distinction"
      note={exploreWords().notes.scatter}
      ready={report().distinction !== undefined}
      tables={distinctionTables(report(), 'scatter')}
      height={340}
      offensive={props.offensive}
      absent={absent()}
    >
      <Scatter
        label={words().chartLabel}
        points={points()}
        xTitle={words().xTitle}
        yTitle={words().yTitle}
        never={words().never}
        tick={(rate) => format().number(rate, rate < 1 ? 1 : 0)}
        onPick={(index) => press({ kind: 'term', term: terms()[index].term })}
      />
    </SectionSheet>
  );
}
