import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { afterOf, type MovingClient, movingClients } from '#shared/api/moving';
import { CopyButton } from '../../components/CopyButton';
import { PageHead } from '../../components/PageHead';
import { Sheet } from '../../components/Sheet';
import { Table } from '../../components/Table';
import { movingWords } from '../../i18n/movingWords';
import { server } from '../../stores/server/kept';
import './moving.css';

/** The server that `npm start` runs. */
const LOCAL = 'http://localhost:4173';

/** How to move a client of the Perspective API to the server that is used. Asks nothing of it, so it works offline. */
export default function Moving() {
  const words = movingWords;
  const address = () => server()?.address ?? LOCAL;
  return (
    <>
      <PageHead tab={words().tab} title={words().title} intro={words().intro} />
      <div class="stack wide">
        <Sheet title={words().keyTitle}>
          <div class="stack tight">
            <p>
              <WithCode text={server() === null ? words().noServer : words().address(address())} />{' '}
              <A href="/server">{words().toServer}</A>
            </p>
            <p>
              <WithCode text={words().key} />
            </p>
          </div>
        </Sheet>
        <Sheet title={words().clientsTitle}>
          <div class="stack">
            <For each={movingClients(address())}>{(client) => <Change of={client} />}</For>
          </div>
        </Sheet>
        <section class="stack tight" aria-label={words().tableTitle}>
          <h2>{words().tableTitle}</h2>
          <div class="moving-table">
            <Table
              captionHidden
              caption={words().caption}
              columns={[
                { head: words().what, rowHead: true, cell: ([what]) => <WithCode text={what} /> },
                { head: words().how, cell: ([, how]) => <WithCode text={how} /> },
              ]}
              rows={words().rows}
            />
          </div>
        </section>
      </div>
    </>
  );
}

/** What changes in a client: lines that go, lines that come, lines that stay. */
function Change(props: { of: MovingClient }) {
  const words = movingWords;
  const name = () => words().clients[props.of.client];
  return (
    <section class="stack tight change-of" aria-label={name()}>
      <div class="row">
        <h3>{name()}</h3>
        <span class="sp" />
        <CopyButton text={afterOf(props.of)} label={words().copy(name())} />
      </div>
      <pre class="change" tabindex="0" dir="ltr">
        <For each={props.of.lines}>
          {({ is, text }) => (
            <code class={`change-line ${is}`}>
              <span class="change-sign">{is === 'same' ? '' : words()[is]}</span>
              <span>
                {text.slice(0, text.length - text.trimStart().length)}
                {is === 'before' ? <del>{text.trimStart()}</del> : text.trimStart()}
              </span>
            </code>
          )}
        </For>
      </pre>
    </section>
  );
}

/** Text in which what is between backticks is code. */
function WithCode(props: { text: string }) {
  return <For each={props.text.split('`')}>{(part, at) => (at() % 2 === 1 ? <code>{part}</code> : part)}</For>;
}
