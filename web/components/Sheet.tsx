import { type JSX, Show } from 'solid-js';

/** A white sheet with hairlines: one subject per sheet. With a `title` it is a section named by its h2. */
export function Sheet(props: { title?: JSX.Element; class?: string; children: JSX.Element }) {
  return (
    <section class={`sheet ${props.class ?? ''}`}>
      <Show when={props.title}>
        <h2>{props.title}</h2>
      </Show>
      {props.children}
    </section>
  );
}
