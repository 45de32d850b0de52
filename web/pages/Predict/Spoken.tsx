import { createEffect, createSignal, on, onCleanup } from 'solid-js';

/** Delay before an announcement to screen readers, ms. */
const ANNOUNCE_AFTER_MS = 900;

/** Announces `text` to screen readers once it has stopped changing. */
export function Spoken(props: { text: string }) {
  const [announced, setAnnounced] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      () => props.text,
      (text) => {
        clearTimeout(timer);
        timer = setTimeout(() => setAnnounced(text), ANNOUNCE_AFTER_MS);
      },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  return (
    <p class="hidden" role="status">
      {announced()}
    </p>
  );
}
