import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import type { EdaReport } from '#shared/eda/sections';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { exploreSubject, report } from '../../../../stores/explore';
import { press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** The largest groups that are named. */
const GROUPS = 6;

/** Duplicates and near duplicates; removing them is done on the Data page. */
export function DuplicatesSection() {
  const words = () => exploreWords().duplicates;
  const found = () => report().duplicates;
  const none = () => {
    const all = found();
    return all !== undefined && all.exact.groups + all.near.groups === 0;
  };
  const address = () => `/data/${encodeURIComponent(exploreSubject()?.datasetId ?? '')}/duplicates`;
  return (
    <SectionSheet
      of="duplicates"
      section="duplicates"
      note={exploreWords().notes.duplicates}
      ready={report().duplicates !== undefined}
      tables={duplicateTables(report())}
      height={150}
      absent={none() ? words().none : undefined}
      foot={
        <>
          <p>{words().help}</p>
          <A class="btn" href={address()}>
            {words().open}
          </A>
        </>
      }
    >
      <Show when={found()}>
        {(all) => (
          <>
            <ul class="figures small">
              <Figure
                name={words().identical}
                groups={all().identical.groups}
                detail={words().spare(all().identical.spare)}
              />
              <Figure name={words().exact} groups={all().exact.groups} detail={words().spare(all().exact.spare)} />
              <Figure name={words().near} groups={all().near.groups} detail={words().spare(all().near.spare)} />
              <Figure
                name={words().conflicting}
                groups={all().conflicting.groups}
                detail={words().conflictingRows(all().conflicting.rows)}
              />
            </ul>
            <h3>{words().largest}</h3>
            <ul class="groups">
              <For each={all().groups.slice(0, GROUPS)}>
                {(group) => (
                  <li>
                    <button type="button" class="read" onClick={() => press({ kind: 'rows', rows: group.rows })}>
                      {words().groupName(group.rows.length)}
                    </button>
                    <span class="quiet">
                      {words()[group.kind]}
                      {group.conflicting ? `, ${words().conflict}` : ''}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Show>
    </SectionSheet>
  );
}

function Figure(props: { name: string; groups: number; detail: string }) {
  return (
    <li>
      <strong>{format().number(props.groups)}</strong>
      <span>{props.name}</span>
      <span class="quiet">{props.groups > 0 ? props.detail : ''}</span>
    </li>
  );
}

export function duplicateTables({ duplicates }: Partial<EdaReport>): TableData[] {
  if (duplicates === undefined) return [];
  const words = exploreWords().duplicates;
  const { identical, exact, near, conflicting } = duplicates;
  return [
    {
      caption: exploreWords().sections.duplicates,
      columns: [
        { head: words.kind },
        { head: words.groupsHead, format: whole },
        { head: words.rowsHead, format: whole },
      ],
      rows: [
        [words.identical, identical.groups, identical.spare],
        [words.exact, exact.groups, exact.spare],
        [words.near, near.groups, near.spare],
        [words.conflicting, conflicting.groups, conflicting.rows],
      ],
    },
  ];
}
