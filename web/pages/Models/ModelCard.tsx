import { useNavigate, useSearchParams } from '@solidjs/router';
import { createSignal, For, onMount, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { warnedLabels } from '#shared/ml/model/manifest';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Notice } from '../../components/Notice';
import { RenameDialog } from '../../components/RenameDialog';
import { Sheet } from '../../components/Sheet';
import { fileName, saveFile } from '../../components/saveFile';
import { format, sentence, t } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { NAME_LIMIT } from '../../stores/datasets';
import { keptDefaults, refreshKeptDefaults } from '../../stores/defaults';
import { loaded, loadModel, unloadModel } from '../../stores/memory';
import { pinModel } from '../../stores/modelChoice';
import { exportModel, type ModelRecord, removeModel, renameModel, restoreModel } from '../../stores/models';
import { sharedModel } from '../../stores/server/shared';
import { mayShare, renameShared } from '../../stores/server/sharing';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { kindText, mainFigure, memoryOf, modelName, qualityText } from './describe';
import { named } from './figures';
import { ModelDetails } from './ModelDetails';
import { MoreActions } from './MoreActions';
import { ShareBadge, ShareButton } from './ShareActions';

const SHORT_ID = 10;

/** One model: what it is, how good it is, what can be done with it; the rest on request. */
export function ModelCard(props: {
  model: ModelRecord;
  onRemove: () => void;
  selected?: boolean;
  /** Absent where nothing can be selected. */
  onSelect?: ((selected: boolean) => void) | undefined;
}) {
  const navigate = useNavigate();
  const [renaming, setRenaming] = createSignal(false);
  // A link to the card of one model opens it.
  const [search] = useSearchParams();
  const linked = () => search.card === props.model.id;
  const [open, setOpen] = createSignal(linked());
  let item: HTMLLIElement | undefined;
  onMount(() => {
    if (!linked()) return;
    item?.scrollIntoView({ block: 'start' });
    if (inMemory() === undefined) void changeMemory();
  });
  const [failure, setFailure] = createSignal<{ title: string; error: CodedError } | null>(null);
  const manifest = () => props.model.manifest;

  const origin = () => {
    const { shipped } = props.model;
    const own = [
      props.model.origin === 'imported' ? t().models.fromFile : null,
      manifest().rows === 0
        ? t().models.list.unknownRows
        : t().models.trainedOn(manifest().rows, props.model.datasetName),
      format().date(props.model.createdAt),
      t().models.size(props.model.bytes),
    ];
    const parts = shipped
      ? [
          t().models.trainedOn(manifest().rows, null),
          keptDefaults().has(props.model.id) ? t().models.shipped.here : t().models.shipped.notYet(shipped.fileBytes),
        ]
      : own;
    return [...parts, memoryText()].filter((part) => part !== null).join(' · ');
  };
  const inMemory = () => loaded().get(props.model.id);
  const memoryText = () => {
    const milliseconds = inMemory();
    if (milliseconds === undefined) return t().models.memory.not;
    return `${t().models.memory.ready(milliseconds)}, ${t().models.list.about(memoryOf(props.model))}`;
  };

  const save = async () => {
    setFailure(null);
    try {
      saveFile(await exportModel(props.model.id), fileName(modelName(props.model), 'moderato'));
    } catch (error) {
      setFailure({ title: t().models.exportFailed, error: toCodedError(error) });
    }
  };

  const toggle = () => {
    setOpen(!open());
    if (open() && inMemory() === undefined) void changeMemory(); // the details are read from the model itself
  };

  const changeMemory = async () => {
    setFailure(null);
    try {
      await (inMemory() === undefined ? loadModel(props.model.id) : unloadModel(props.model.id));
    } catch (error) {
      setFailure({ title: t().models.memory.failed, error: toCodedError(error) });
    }
    if (props.model.shipped) void refreshKeptDefaults();
  };

  const rename = async (name: string) => {
    const { id } = props.model;
    await renameModel(id, name);
    if (!mayShare() || sharedModel(id) === undefined) return;
    await renameShared({ id, name });
    showToast(() => serverWords().shared.renamed);
  };

  const remove = () => {
    const { id } = props.model;
    const name = modelName(props.model);
    void attempt(async () => {
      await removeModel(id);
      props.onRemove();
      showToast(
        () => t().models.removed(name),
        () => void attempt(() => restoreModel(id)),
      );
    });
  };

  return (
    <li ref={item}>
      <Sheet class="model">
        <div class="row model-head">
          <Show when={props.onSelect}>
            {(select) => (
              <input
                type="checkbox"
                class="model-select"
                aria-label={t().models.list.select(modelName(props.model))}
                checked={props.selected === true}
                onChange={(event) => select()(event.currentTarget.checked)}
              />
            )}
          </Show>
          <div class="model-name">
            <h3>
              {modelName(props.model)}
              <Show
                when={props.model.shipped}
                fallback={
                  <>
                    {' '}
                    <ShareBadge id={props.model.id} />
                  </>
                }
              >
                {(shipped) => (
                  <>
                    {' '}
                    <span class="chip">{t().models.shipped.badge}</span>
                    <Show when={shipped().recommended}>
                      {' '}
                      <span class="chip">{t().models.shipped.recommended}</span>
                    </Show>
                  </>
                )}
              </Show>
            </h3>
            <p class="quiet">
              <Show when={mainFigure(props.model)}>
                {(figure) => (
                  <>
                    <strong class="num" title={t().models.list.figureHelp}>
                      {t().models.list.figure(figure())}
                    </strong>
                    {' · '}
                  </>
                )}
              </Show>
              {kindText(manifest())}
            </p>
          </div>
          <Button
            onClick={() => {
              pinModel(props.model);
              navigate('/');
            }}
          >
            {t().models.score}
          </Button>
        </div>
        <p>{qualityText(props.model)}</p>
        <For each={manifest().warnings}>
          {(warning) => (
            <Notice kind="warn">{named(t().models.warnings[warning], warnedLabels(manifest(), warning))}</Notice>
          )}
        </For>
        <p class="quiet row tight">
          <span>{origin()}</span>
          <code title={props.model.id}>{props.model.id.slice(0, SHORT_ID)}</code>
          <CopyButton text={props.model.id} label={t().models.details.copyId} />
        </p>
        <Show when={failure()}>
          {(failed) => (
            <Notice kind="error" title={failed().title} onDismiss={() => setFailure(null)}>
              {sentence(failed().error)}
            </Notice>
          )}
        </Show>
        <div class="row model-actions">
          <Button kind="ghost" aria-expanded={open()} onClick={toggle}>
            {t().common.details}
          </Button>
          <Button kind="ghost" onClick={() => void save()}>
            {t().models.export}
          </Button>
          <Show when={!(props.model.shipped && inMemory() !== undefined)}>
            <Button kind="ghost" onClick={() => void changeMemory()}>
              {inMemory() === undefined ? t().models.memory.load : t().models.memory.unload}
            </Button>
          </Show>
          <MoreActions
            model={props.model}
            onFailure={(error) => setFailure({ title: t().models.exportFailed, error: toCodedError(error) })}
          />
          <Show when={!props.model.shipped}>
            <ShareButton model={props.model} />
            <Button kind="ghost" onClick={() => setRenaming(true)}>
              {t().common.rename}
            </Button>
            <Button kind="ghost" onClick={remove}>
              {t().common.remove}
            </Button>
          </Show>
        </div>
        <Show when={open()}>
          <ModelDetails model={props.model} />
        </Show>
        <Show when={!props.model.shipped}>
          <RenameDialog
            open={renaming()}
            title={t().models.renameTitle}
            label={t().models.name}
            empty={t().models.nameEmpty}
            name={props.model.name}
            maxLength={NAME_LIMIT}
            onRename={rename}
            onLateFailure={(error) => showToast(() => sentence(error))}
            onClose={() => setRenaming(false)}
          />
        </Show>
      </Sheet>
    </li>
  );
}
