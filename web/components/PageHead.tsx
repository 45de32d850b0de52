import { createEffect, type JSX, Show } from 'solid-js';
import { setTabTitle } from './tabTitle';

/**
 * The top of a page: its one h1 (a question or a finding), one sentence that answers or explains, and at the right what
 * the page is about (`children`: a select, a button). `tab` names the page in the window's title (app/WindowTitle.tsx).
 */
export function PageHead(props: { tab: string; title: string; intro?: JSX.Element; children?: JSX.Element }) {
  createEffect(() => setTabTitle(props.tab));
  return (
    <div class="head">
      <div>
        <h1 tabindex="-1">{props.title}</h1>
        <Show when={props.intro}>
          <p class="quiet">{props.intro}</p>
        </Show>
      </div>
      {props.children}
    </div>
  );
}
