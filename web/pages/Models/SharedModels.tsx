import { A } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../components/Button';
import { Confirm } from '../../components/Dialog';
import { Notice } from '../../components/Notice';
import { Progress } from '../../components/Progress';
import { format, sentence, t } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { models, renameModel } from '../../stores/models';
import { connect, connection, mayUse } from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';
import {
  isTaking,
  type ModelOnServer,
  newModels,
  refreshShared,
  sharedError,
  sharedModels,
  stopTaking,
  takeModels,
  takenShare,
} from '../../stores/server/shared';
import { unshareModel, waitingFor } from '../../stores/server/sharing';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { Waiting } from '../Server/Waiting';

/** What people share on the server: to see, to take, to stop sharing. Without a server, a line that leads to one. */
export function SharedModels() {
  // Also of a server that is chosen, or answers again, while the page is open.
  createEffect(on(server, () => void connect()));
  createEffect(
    on(
      () => connection().is === 'ready',
      (ready) => {
        if (ready) void refreshShared();
      },
    ),
  );
  const words = () => serverWords().shared;
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const take = async (wanted: readonly ModelOnServer[]) => {
    setFailure(null);
    try {
      const taken = await takeModels(wanted);
      showToast(() => words().taken(taken));
    } catch (error) {
      if (!isAbort(error)) setFailure(toCodedError(error));
    }
  };
  return (
    <Show
      when={server()}
      fallback={
        <p class="quiet row">
          {words().invite}
          <A class="btn" href="/server">
            {words().inviteAction}
          </A>
        </p>
      }
    >
      {(chosen) => (
        <section class="stack" aria-label={words().title(hostOf(chosen().address))}>
          <div class="row">
            <div>
              <h2>{words().title(hostOf(chosen().address))}</h2>
              <p class="quiet">{words().help}</p>
            </div>
            <span class="sp" />
            <Show when={newModels().length > 1}>
              <Button disabled={isTaking()} onClick={() => void take(newModels())}>
                {words().takeAll(newModels().length)}
              </Button>
            </Show>
          </div>
          <Waiting />
          <Show when={connection().is === 'failed' || sharedError() !== null}>
            <Away host={hostOf(chosen().address)} />
          </Show>
          <Show when={failure()}>
            {(error) => (
              <Notice kind="error" title={words().takeFailed} onDismiss={() => setFailure(null)}>
                {sentence(error())}
              </Notice>
            )}
          </Show>
          <Show when={connection().is === 'ready' && !mayUse('contributor')}>
            <p class="quiet">{words().onlyRead}</p>
          </Show>
          <Show when={sharedModels()}>
            {(list) => (
              <Show when={list().length > 0} fallback={<p class="quiet">{words().none}</p>}>
                <ul class="shared-models sheet">
                  <For each={list()}>{(model) => <Row model={model} onTake={() => void take([model])} />}</For>
                </ul>
              </Show>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}

/** The server cannot be used: said once, quietly, with the reason for whoever wants it. */
function Away(props: { host: string }) {
  const words = () => serverWords().shared;
  const reason = () => {
    const now = connection();
    return now.is === 'failed' ? now.error : sharedError();
  };
  return (
    <div class="quiet">
      <p>{words().away(props.host)}</p>
      <Show when={reason()}>
        {(error) => (
          <p>
            {sentence(error())} <A href="/server">{serverWords().tab}</A>
          </p>
        )}
      </Show>
    </div>
  );
}

function Row(props: { model: ModelOnServer; onTake: () => void }) {
  const words = () => serverWords().shared;
  const [stopping, setStopping] = createSignal(false);
  const here = () => models()?.find(({ id }) => id === props.model.id);
  const otherName = () => {
    const own = here();
    return own !== undefined && own.name !== props.model.name ? own.name : null;
  };
  const facts = () => {
    const { metrics, rows, bytes, createdAt } = props.model;
    const f1 = metrics?.[0]?.f1 ?? null;
    const name = otherName();
    return [
      ...(f1 === null ? [] : [t().models.list.figure(f1)]),
      rows === 0 ? t().models.list.unknownRows : t().models.trainedOn(rows, null),
      t().models.size(bytes),
      ...(createdAt === null ? [] : [format().date(Date.parse(createdAt))]),
      ...(here() === undefined ? [] : [name === null ? words().here : words().hereAs(name)]),
    ].join(' · ');
  };
  return (
    <li>
      <div class="row">
        <div class="model-name">
          <h3>{props.model.name}</h3>
          <p class="quiet">{facts()}</p>
        </div>
        <Show when={otherName() !== null}>
          <Button kind="ghost" onClick={() => void attempt(() => renameModel(props.model.id, props.model.name))}>
            {words().useName}
          </Button>
        </Show>
        <Show when={mayUse('contributor') && waitingFor(props.model.id) === null}>
          <Button kind="ghost" aria-label={words().stopNamed(props.model.name)} onClick={() => setStopping(true)}>
            {words().stop}
          </Button>
        </Show>
        <Show when={here() === undefined}>
          <Button aria-label={words().takeNamed(props.model.name)} disabled={isTaking()} onClick={() => props.onTake()}>
            {words().take}
          </Button>
        </Show>
      </div>
      <Show when={takenShare(props.model.id) !== undefined}>
        <Progress
          label={words().taking(props.model.name)}
          fraction={takenShare(props.model.id) ?? null}
          onStop={stopTaking}
        />
      </Show>
      <Confirm
        open={stopping()}
        title={words().confirmStop.title(props.model.name)}
        text={
          here() === undefined ? `${words().confirmStop.text} ${words().confirmStop.notHere}` : words().confirmStop.text
        }
        action={words().stop}
        onConfirm={() => void attempt(() => unshareModel(props.model))}
        onClose={() => setStopping(false)}
      />
    </li>
  );
}
