import { For, onMount, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { sentence } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { hostOf, server } from '../../stores/server/kept';
import {
  dropEntry,
  isDoing,
  type OutboxEntry,
  outbox,
  outboxError,
  reasonOf,
  retryEntry,
  startOutbox,
} from '../../stores/server/outbox';
import { attempt } from '../attempt';

/** What waits for the server, why, and what can be done about it. Nothing is shown while nothing waits. */
export function Waiting() {
  onMount(() => void startOutbox());
  const words = () => serverWords().waiting;
  return (
    <>
      <Show when={outboxError()}>
        {(error) => (
          <Notice kind="error" title={words().failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show when={outbox().length > 0}>
        <section class="stack tight" aria-label={words().title}>
          <h2>{words().title}</h2>
          <p class="quiet">{words().help}</p>
          <ul class="waiting sheet">
            <For each={outbox()}>{(entry) => <Row entry={entry} />}</For>
          </ul>
        </section>
      </Show>
    </>
  );
}

function Row(props: { entry: OutboxEntry }) {
  const words = () => serverWords().waiting;
  const what = () => words().what[props.entry.work.kind](props.entry.work.name);
  const reason = () => reasonOf(props.entry);
  const when = () => {
    const { id, server: wanted, nextAt } = props.entry;
    if (isDoing(id)) return words().doing;
    if (nextAt === null) return null;
    if (wanted !== server()?.address) return words().otherServer(hostOf(wanted));
    const left = nextAt - Date.now();
    return left <= 0 ? words().due : words().later(left);
  };
  return (
    <li class="row">
      <div class="waiting-what">
        <strong>{what()}</strong>
        <Show when={when()}>{(text) => <span class="quiet"> · {text()}</span>}</Show>
        <Show when={reason()}>
          {(error) => (
            <p class="quiet">
              {props.entry.nextAt === null ? `${words().refused} ` : ''}
              {sentence(error())}
            </p>
          )}
        </Show>
      </div>
      <Show when={reason() !== null && props.entry.work.kind !== 'unknown'}>
        <Button aria-label={words().retryNamed(what())} onClick={() => void attempt(() => retryEntry(props.entry.id))}>
          {words().retry}
        </Button>
      </Show>
      <Button
        kind="ghost"
        aria-label={words().dropNamed(what())}
        onClick={() => void attempt(() => dropEntry(props.entry.id))}
      >
        {words().drop}
      </Button>
    </li>
  );
}
