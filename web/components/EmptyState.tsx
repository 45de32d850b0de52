import type { JSX } from 'solid-js';

/** A page with nothing in it yet: what it is for (`children`) and the one thing to do (`action`). */
export function EmptyState(props: { title: string; children: JSX.Element; action?: JSX.Element }) {
  return (
    <section class="empty">
      <h2>{props.title}</h2>
      <div>{props.children}</div>
      {props.action}
    </section>
  );
}
