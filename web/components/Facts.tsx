import { For, type JSX } from 'solid-js';

/** Names with their values: [["Rows", "1 234"], ...]. */
export function Facts(props: { facts: readonly (readonly [string, JSX.Element])[] }) {
  return (
    <dl class="facts">
      <For each={props.facts}>
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
