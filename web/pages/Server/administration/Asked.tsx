import { type JSX, onMount, Show } from 'solid-js';
import { Button } from '../../../components/Button';
import { Notice } from '../../../components/Notice';
import { sentence } from '../../../i18n';
import { administrationWords } from '../../../i18n/administrationWords';
import type { Seen } from '../../../stores/server/administration';

/** A part of the server, asked for when it comes on screen: while it is not known, and why it is not. */
export function Asked<Value>(props: { of: Seen<Value>; children: (value: () => Value) => JSX.Element }) {
  onMount(() => void props.of.refresh());
  return (
    <>
      <Show when={props.of.error()}>
        {(error) => (
          <Notice
            kind="warn"
            title={administrationWords().failed}
            actions={<Button onClick={() => void props.of.refresh()}>{administrationWords().again}</Button>}
          >
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show
        when={props.of.value()}
        fallback={
          <Show when={props.of.error() === null}>
            <p class="quiet" role="status">
              {administrationWords().loading}
            </p>
          </Show>
        }
      >
        {(value) => props.children(value)}
      </Show>
    </>
  );
}
