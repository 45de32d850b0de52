import { Show } from 'solid-js';
import type { IdentityTerm } from '#shared/eda/identity/identity';
import type { EdaReport } from '#shared/eda/sections';
import { DotPlot, type DotRow } from '../../../../charts/DotPlot';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { shareCells, shareColumns, whole } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** Groups drawn; the others are in the table. */
const MOST = 12;

/** How often a comment that names a group of people is labelled toxic. */
export function IdentitySection() {
  const words = () => exploreWords();
  const identity = () => report().identity;
  const shown = () => (identity()?.terms ?? []).slice(0, MOST);
  const more = () => (identity()?.terms.length ?? 0) - shown().length;
  const absent = () => {
    const found = identity();
    if (found === undefined) return undefined;
    if (found.base.of === 0 || found.base.hits === 0 || found.base.hits === found.base.of) return words().needsClasses;
    return found.terms.length === 0 ? words().identity.none : undefined;
  };
  return (
    <SectionSheet
      of="identity"
      section="identity"
      note={words().notes.identity}
      ready={report().identity !== undefined}
      tables={identityTables(report())}
      height={320}
      absent={absent()}
      foot={
        <>
          <Show when={more() > 0}>
            <p>{words().identity.more(more())}</p>
          </Show>
          <p>
            {words().identity.help} {words().identity.helpWords}
          </p>
        </>
      }
    >
      <DotPlot
        label={words().identity.chartLabel}
        rows={shown().map(row)}
        xTitle={words().identity.xTitle}
        className={(key) => words().classes[key]}
        reference={{ value: identity()?.base.value ?? 0, name: words().identity.base(identity()?.base.value ?? 0) }}
        onPick={(index) => press({ kind: 'identity', group: shown()[index].group })}
      />
    </SectionSheet>
  );
}

function row({ group, toxic, words: found }: IdentityTerm): DotRow {
  const words = exploreWords().identity;
  const base = report().identity?.base.value ?? 0;
  const verdict = toxic.low > base ? words.above : toxic.high < base ? words.below : words.same;
  return {
    name: groupName(group),
    dots: [{ of: '1', value: toxic.value, low: toxic.low, high: toxic.high }],
    note: words.comments(toxic.of),
    tip: [
      groupName(group),
      words.tip(toxic.hits, toxic.of, toxic.value, toxic.low, toxic.high),
      verdict,
      found.slice(0, 6).join(', '),
    ],
  };
}

/** What the screen calls a group of people. */
export function groupName(group: string): string {
  return exploreWords().drillDown.what.identity(group);
}

export function identityTables({ identity }: Partial<EdaReport>): TableData[] {
  if (identity === undefined || identity.terms.length === 0) return [];
  const words = exploreWords();
  return [
    {
      caption: words.sections.identity,
      columns: [
        { head: words.identity.group },
        { head: words.personalData.rows, format: whole },
        ...shareColumns(['1']),
        { head: words.identity.words, userText: true },
      ],
      rows: identity.terms.map(({ group, toxic, words: found }) => [
        groupName(group),
        toxic.of,
        ...shareCells(toxic),
        found.join(', '),
      ]),
    },
  ];
}
