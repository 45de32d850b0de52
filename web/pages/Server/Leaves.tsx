import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { serverWords } from '../../i18n/serverWords';

/** What would leave this device, before anything does; what stays; what is kept the same on both sides. */
export function Leaves() {
  const words = serverWords;
  return (
    <>
      <section class="stack tight prose" aria-label={words().leaves.title}>
        <h2>{words().leaves.title}</h2>
        <p>{words().leaves.intro}</p>
        <ul class="leaves">
          <For each={words().leaves.items}>{(item) => <li>{item}</li>}</For>
        </ul>
        <p>{words().leaves.always}</p>
        <p>{words().leaves.never}</p>
      </section>
      <section class="stack tight prose" aria-label={words().synced.title}>
        <h2>{words().synced.title}</h2>
        <p>{words().synced.text}</p>
        <p>
          <A href="/models">{words().synced.models}</A>
        </p>
      </section>
    </>
  );
}
