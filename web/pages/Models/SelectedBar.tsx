import { createSignal, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { saveFile } from '../../components/saveFile';
import { t } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { loaded, loadModel, unloadModel } from '../../stores/memory';
import { exportModels, type ModelRecord, removeModel, restoreModel } from '../../stores/models';
import { sharedModel } from '../../stores/server/shared';
import { mayShare } from '../../stores/server/sharing';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { modelName } from './describe';
import { ShareDialog } from './ShareDialog';
import { zipNames } from './zipNames';

/** What can be done with several selected models at once. */
export function SelectedBar(props: {
  models: readonly ModelRecord[];
  total: number;
  onSelectAll: () => void;
  onClear: () => void;
  onRemoved: () => void;
}) {
  const words = () => t().models.list;
  const [sharing, setSharing] = createSignal(false);
  const unshared = () => props.models.filter(({ id }) => sharedModel(id) === undefined);
  const each = (run: (id: string) => Promise<void>) =>
    attempt(async () => {
      for (const { id } of props.models) await run(id);
    });

  const remove = () =>
    attempt(async () => {
      const ids = props.models.map(({ id }) => id);
      for (const id of ids) await removeModel(id);
      props.onRemoved();
      showToast(
        () => t().models.removedAll(ids.length),
        () => {
          for (const id of ids) void attempt(() => restoreModel(id));
        },
      );
    });

  const save = () =>
    attempt(async () => {
      const zip = await exportModels(
        props.models.map(({ id }) => id),
        zipNames(props.models.map(modelName)),
      );
      saveFile(zip, `${words().zipName}.zip`);
    });

  return (
    <div class="row selected-bar">
      <span role="status">{words().selected(props.models.length)}</span>
      <span class="sp" />
      <Show when={props.models.length < props.total}>
        <Button kind="ghost" onClick={() => props.onSelectAll()}>
          {words().selectAll}
        </Button>
      </Show>
      <Button kind="ghost" onClick={() => void save()}>
        {words().zip}
      </Button>
      <Show when={mayShare() && unshared().length > 0}>
        <Button kind="ghost" onClick={() => setSharing(true)}>
          {serverWords().shared.shareSelected}
        </Button>
        <ShareDialog open={sharing()} models={unshared()} onClose={() => setSharing(false)} />
      </Show>
      <Show when={props.models.some(({ id }) => !loaded().has(id))}>
        <Button kind="ghost" onClick={() => void each(loadModel)}>
          {words().load}
        </Button>
      </Show>
      <Show when={props.models.some(({ id }) => loaded().has(id))}>
        <Button kind="ghost" onClick={() => void each(unloadModel)}>
          {words().unload}
        </Button>
      </Show>
      <Button kind="ghost" onClick={() => void remove()}>
        {words().remove}
      </Button>
      <Button kind="ghost" onClick={() => props.onClear()}>
        {words().clear}
      </Button>
    </div>
  );
}
