import { createSignal, Match, Show, Switch } from 'solid-js';
import { Button } from '../../components/Button';
import { Confirm } from '../../components/Dialog';
import { serverWords } from '../../i18n/serverWords';
import type { ModelRecord } from '../../stores/models';
import { server } from '../../stores/server/kept';
import { sharedModel, sharedModels } from '../../stores/server/shared';
import { mayShare, unshareModel, waitingFor } from '../../stores/server/sharing';
import { attempt } from '../attempt';
import { ShareDialog } from './ShareDialog';

/** Whether a model of one's own is also on the server. Nothing where there is no server. */
export function ShareBadge(props: { id: string }) {
  const words = () => serverWords().shared;
  return (
    <Show when={server()}>
      <Switch>
        <Match when={waitingFor(props.id) === 'push'}>
          <span class="chip">{words().waitingPush}</span>
        </Match>
        <Match when={waitingFor(props.id) === 'unshare'}>
          <span class="chip">{words().waitingUnshare}</span>
        </Match>
        <Match when={sharedModel(props.id)}>
          <span class="chip" title={words().badgeHelp}>
            {words().badge}
          </span>
        </Match>
        <Match when={sharedModels() !== undefined}>
          <span class="chip">{words().localBadge}</span>
        </Match>
      </Switch>
    </Show>
  );
}

/** The button that shares a model of one's own, or stops sharing it. Nothing where that is not possible. */
export function ShareButton(props: { model: ModelRecord }) {
  const words = () => serverWords().shared;
  const [asking, setAsking] = createSignal(false);
  const isShared = () => {
    const waiting = waitingFor(props.model.id);
    return waiting === null ? sharedModel(props.model.id) !== undefined : waiting === 'push';
  };
  return (
    <Show when={mayShare()}>
      <Button kind="ghost" onClick={() => setAsking(true)}>
        {isShared() ? words().stop : words().share}
      </Button>
      <Show
        when={isShared()}
        fallback={<ShareDialog open={asking()} models={[props.model]} onClose={() => setAsking(false)} />}
      >
        <Confirm
          open={asking()}
          title={words().confirmStop.title(props.model.name)}
          text={words().confirmStop.text}
          action={words().stop}
          onConfirm={() => void attempt(() => unshareModel(props.model))}
          onClose={() => setAsking(false)}
        />
      </Show>
    </Show>
  );
}
