import { A } from '@solidjs/router';
import { createEffect, createSignal, on, onMount, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { DefinitionList } from '../../components/DefinitionList';
import { focusHeading } from '../../components/focusHeading';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Sheet } from '../../components/Sheet';
import { format, sentence } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import {
  type Connection,
  connect,
  connection,
  isOwnServer,
  mayUse,
  reconnect,
  signOut,
} from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';
import { showToast } from '../../stores/toasts';
import { Administration } from './administration/Administration';
import { Leaves } from './Leaves';
import { SignIn } from './SignIn';
import { Waiting } from './Waiting';

/** The Server page: which server is used, who this device is there, and what would leave it. */
export default function Server() {
  createEffect(on(server, () => void connect()));
  const words = serverWords;
  const host = () => hostOf(server()?.address ?? '');
  const title = () => {
    const { is } = connection();
    if (is === 'none') return words().title.none;
    return is === 'ready' || is === 'failed' ? words().title[is](host()) : words().title.idle(host());
  };
  return (
    <>
      <PageHead tab={words().tab} title={title()} intro={words().intro} />
      <div class="stack wide">
        <Show when={server()} fallback={<FirstSignIn />}>
          {(chosen) => <State address={chosen().address} connection={connection()} />}
        </Show>
        <Waiting />
        <Show when={mayUse('contributor')}>
          <Administration />
        </Show>
        <Leaves />
        <p>
          <A href="/server/moving">{words().moving}</A>
        </p>
      </div>
    </>
  );
}

function FirstSignIn() {
  const [own, setOwn] = createSignal(false);
  // Whether there is a server at all is asked only here, and nothing waits for the answer.
  onMount(async () => setOwn(await isOwnServer()));
  return (
    <SignIn
      address={own() ? location.origin : ''}
      help={own() ? serverWords().connect.own : serverWords().connect.help}
    />
  );
}

function State(props: { address: string; connection: Connection }) {
  const words = () => serverWords().state;
  const ready = () => (props.connection.is === 'ready' ? props.connection : null);
  const failure = () => (props.connection.is === 'failed' ? props.connection.error : null);
  const leave = () => {
    signOut();
    showToast(() => words().signedOut);
    focusHeading(); // the button is gone
  };
  return (
    <>
      <Sheet title={words().title}>
        <div class="stack">
          <Show when={failure()}>{(error) => <Notice kind="warn">{sentence(error())}</Notice>}</Show>
          <Show when={ready()} fallback={<DefinitionList items={[[words().address, props.address]]} />}>
            {(now) => (
              <>
                <DefinitionList items={factsOf(props.address, now())} />
                <Show when={now().identity.role}>{(role) => <p>{words().may(role())}</p>}</Show>
                <Show when={now().version !== __APP_VERSION__}>
                  <Notice>{words().otherVersion(now().version, __APP_VERSION__)}</Notice>
                </Show>
              </>
            )}
          </Show>
          <Show when={props.connection.is === 'asking' || props.connection.is === 'idle'}>
            <p class="quiet" role="status">
              {words().asking}
            </p>
          </Show>
          <div class="row">
            <Button disabled={props.connection.is === 'asking'} onClick={() => void reconnect()}>
              {words().again}
            </Button>
            <Button onClick={leave}>{words().signOut}</Button>
          </div>
        </div>
      </Sheet>
      <Show when={failure()}>
        <SignIn address={props.address} help={serverWords().connect.help} />
      </Show>
    </>
  );
}

function factsOf(address: string, { version, identity }: Extract<Connection, { is: 'ready' }>): [string, string][] {
  const words = serverWords().state;
  const { name, role, expiresAt } = identity;
  return [
    [words.address, address],
    [words.who, name === null ? words.guest : words.named(name, role ?? 'reader')],
    [words.expires, expiresAt === null ? words.never : format().dateTime(Date.parse(expiresAt))],
    [words.version, version],
  ];
}
