import { createUniqueId, For, Show } from 'solid-js';
import { compareWords } from '../../i18n/compareWords';
import { exploreWords } from '../../i18n/exploreWords';
import { compared } from '../../stores/comparison';
import { FigureTable } from './FigureTable';
import type { ShownModel } from './shown';
import { groupTable, sliceTable } from './tables';

/** What the screen calls a group of people. */
export const groupName = (group: string): string => exploreWords().drillDown.what.identity(group);

/** The same figures for parts of the comments, and for those that name a group of people. */
export function Slices(props: { models: readonly ShownModel[] }) {
  const words = () => compareWords().slices;
  const id = createUniqueId();
  return (
    <section class="sheet stack" aria-labelledby={id}>
      <h2 id={id}>{words().title}</h2>
      <p class="quiet">{words().note}</p>
      <For each={compared().slicings}>
        {(slicing, at) => (
          <details open={at() === 0}>
            <summary>{sliceTable(props.models, slicing).caption}</summary>
            <FigureTable table={sliceTable(props.models, slicing)} captionHidden />
            <Show when={slicing.rest > 0}>
              <p class="quiet">{words().rest(slicing.rest)}</p>
            </Show>
          </details>
        )}
      </For>
      <Show when={compared().groups}>
        {(groups) => (
          <details>
            <summary>{words().groups}</summary>
            <p class="quiet">{words().groupsNote}</p>
            <Show when={groups().length > 0} fallback={<p>{words().noGroups}</p>}>
              <FigureTable table={groupTable(props.models, groups(), groupName)} captionHidden />
            </Show>
          </details>
        )}
      </Show>
    </section>
  );
}
