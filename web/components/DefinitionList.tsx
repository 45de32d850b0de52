import { For, type JSX } from 'solid-js';

/** A list of names with their values: [["Rows", "1 234"], ...]. */
export function DefinitionList(props: { items: readonly (readonly [string, JSX.Element])[] }) {
  return (
    <dl class="definitions">
      <For each={props.items}>
        {([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        )}
      </For>
    </dl>
  );
}
