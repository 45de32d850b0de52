import { useNavigate } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/errors';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { fileName, saveFile } from '../../components/saveFile';
import { format, sentence, t } from '../../i18n';
import { setDraftModel } from '../../stores/draft';
import { exportModel, type ModelRecord, removeModel, undoRemoveModel } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { kindText, qualityText } from './describe';
import { ModelDetails } from './ModelDetails';
import { RenameDialog } from './RenameDialog';

const SHORT_ID = 10;

/** One model: what it is, how good it is, what can be done with it; the rest on request. */
export function ModelCard(props: { model: ModelRecord; onRemove: () => void }) {
  const navigate = useNavigate();
  const [renaming, setRenaming] = createSignal(false);
  const [open, setOpen] = createSignal(false);
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const manifest = () => props.model.manifest;

  const origin = () =>
    [
      props.model.origin === 'imported' ? t().models.fromFile : null,
      t().models.trainedOn(manifest().rows, props.model.datasetName),
      format().date(props.model.createdAt),
      t().models.size(props.model.bytes),
    ]
      .filter((part) => part !== null)
      .join(' · ');

  const save = async () => {
    setFailure(null);
    try {
      saveFile(await exportModel(props.model.id), fileName(props.model.name, 'moderato'));
    } catch (error) {
      setFailure(toCodedError(error));
    }
  };

  const remove = () => {
    const { id, name } = props.model;
    removeModel(id);
    props.onRemove();
    showToast(t().models.removed(name), () => undoRemoveModel(id));
  };

  return (
    <li>
      <Sheet class="model">
        <div class="row model-head">
          <div class="model-name">
            <h2>{props.model.name}</h2>
            <p class="quiet">{kindText(manifest())}</p>
          </div>
          <Button
            onClick={() => {
              setDraftModel(props.model.id);
              navigate('/');
            }}
          >
            {t().models.score}
          </Button>
        </div>
        <p>{qualityText(manifest())}</p>
        <For each={manifest().warnings}>{(warning) => <Notice kind="warn">{t().models.warnings[warning]}</Notice>}</For>
        <p class="quiet row tight">
          <span>{origin()}</span>
          <code title={props.model.id}>{props.model.id.slice(0, SHORT_ID)}</code>
          <CopyButton text={props.model.id} label={t().models.details.copyId} />
        </p>
        <Show when={failure()}>
          {(error) => (
            <Notice kind="error" title={t().models.exportFailed} onDismiss={() => setFailure(null)}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <div class="row model-actions">
          <Button kind="ghost" aria-expanded={open()} onClick={() => setOpen(!open())}>
            {t().common.details}
          </Button>
          <Button kind="ghost" onClick={() => void save()}>
            {t().models.export}
          </Button>
          <Button kind="ghost" onClick={() => setRenaming(true)}>
            {t().common.rename}
          </Button>
          <Button kind="ghost" onClick={remove}>
            {t().common.remove}
          </Button>
        </div>
        <Show when={open()}>
          <ModelDetails model={props.model} />
        </Show>
        <RenameDialog model={props.model} open={renaming()} onClose={() => setRenaming(false)} />
      </Sheet>
    </li>
  );
}
