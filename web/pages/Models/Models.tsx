import { A } from '@solidjs/router';
import { createEffect, createSignal, For, onMount, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { createTurns } from '#shared/runtime/turns';
import { Button } from '../../components/Button';
import { DamagedList } from '../../components/DamagedList';
import { DropZone } from '../../components/DropZone';
import { focusHeading } from '../../components/focusHeading';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Progress } from '../../components/Progress';
import { RemovedList } from '../../components/RemovedList';
import { format, sentence, t } from '../../i18n';
import { defaults, defaultsError, loadDefaults, refreshKeptDefaults } from '../../stores/defaults';
import { refreshStorage } from '../../stores/device';
import { takeModelFiles } from '../../stores/incomingFiles';
import { refreshLoaded } from '../../stores/memory';
import { everyModel } from '../../stores/modelChoice';
import {
  damagedModels,
  deleteDamagedModel,
  deleteModelNow,
  type ImportedModel,
  importModelFile,
  loadModels,
  models,
  modelsError,
  removedModels,
  restoreModel,
} from '../../stores/models';
import { daysLeft } from '../../stores/removals';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { saveDamaged } from '../saveDamaged';
import { modelName } from './describe';
import { ModelCard } from './ModelCard';
import { OwnModels } from './OwnModels';
import { SharedModels } from './SharedModels';
import './models.css';

/** The Models page: models on this device and those that come with the app; load, save, import, rename, remove. */
export default function Models() {
  const [reading, setReading] = createSignal<string | null>(null);
  const [failed, setFailed] = createSignal<{ name: string; error: CodedError } | null>(null);
  onMount(() => {
    void loadModels();
    void loadDefaults().then(refreshKeptDefaults);
    void refreshLoaded();
  });

  const inTurn = createTurns();
  /** After those that are being read: what became of them is not to be lost. */
  const importFiles = (files: readonly File[]) => void inTurn(() => importAll(files));
  const importAll = async (files: readonly File[]) => {
    setFailed(null);
    for (const file of files) {
      setReading(file.name);
      try {
        const imported = await importModelFile(file);
        const [first, ...others] = imported;
        showToast(() => (others.length === 0 ? importedText(first) : severalText(imported)));
      } catch (error) {
        setFailed({ name: file.name, error: toCodedError(error) });
        break; // The message names one file; those after it can be chosen again.
      } finally {
        setReading(null);
      }
    }
    void refreshStorage();
  };

  // Files that were opened with the installed app, or dropped on another page.
  createEffect(() => {
    const arrived = takeModelFiles();
    if (arrived.length > 0) importFiles(arrived);
  });

  const importer = () => (
    <Show
      when={reading()}
      fallback={
        <DropZone slim multiple accept=".moderato,.zip,.json" action={t().models.import} onFiles={importFiles} />
      }
    >
      {(name) => <Progress label={t().models.importing(name())} fraction={null} />}
    </Show>
  );

  const title = () => {
    const count = everyModel().length;
    return count === 0 ? t().models.title : t().models.found(count);
  };

  return (
    <>
      <PageHead tab={t().common.pages.models} title={title()} intro={t().models.intro} />
      <div class="stack">
        <Show when={failed()}>
          {(failure) => (
            <Notice kind="error" title={t().models.importFailed(failure().name)} onDismiss={() => setFailed(null)}>
              {sentence(failure().error)}
            </Notice>
          )}
        </Show>
        <Show when={modelsError()}>
          {(error) => (
            <Notice
              kind="error"
              title={t().models.listFailed}
              actions={<Button onClick={() => void loadModels()}>{t().common.retry}</Button>}
            >
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <section class="stack">
          <h2>{t().models.own}</h2>
          <Show when={models()} fallback={<p class="quiet">{t().common.loading}</p>}>
            <Show when={models()?.length === 0 && modelsError() === null}>
              <p class="quiet row">
                {t().models.noneOwn}
                <A class="btn" href="/train">
                  {t().models.train}
                </A>
              </p>
            </Show>
          </Show>
          {importer()}
          <Show when={models()}>
            {(own) => (
              <>
                <OwnModels models={own()} onRemove={focusHeading} />
                <RemovedList
                  items={removedModels().map(({ id, name, createdAt, removedAt = 0 }) => ({
                    id,
                    name,
                    detail: format().date(createdAt),
                    daysLeft: daysLeft(removedAt, Date.now()),
                  }))}
                  onRestore={(id) => void attempt(() => restoreModel(id))}
                  onDelete={(id) => void attempt(() => deleteModelNow(id))}
                />
                <DamagedList
                  items={damagedModels()}
                  onSave={saveDamaged}
                  onDelete={(record) => void attempt(() => deleteDamagedModel(record))}
                />
              </>
            )}
          </Show>
        </section>
        <SharedModels />
        <section class="stack">
          <div>
            <h2>{t().models.shipped.title}</h2>
            <p class="quiet">{t().models.shipped.help}</p>
          </div>
          <Show when={defaultsError()}>
            {(error) => (
              <Notice
                kind="error"
                title={t().models.listFailed}
                actions={<Button onClick={() => void loadDefaults()}>{t().common.retry}</Button>}
              >
                {sentence(error())}
              </Notice>
            )}
          </Show>
          <Show when={defaults()} fallback={<p class="quiet">{t().common.loading}</p>}>
            {(shipped) => (
              <ul class="stack default-models">
                <For each={shipped()}>{(model) => <ModelCard model={model} onRemove={focusHeading} />}</For>
              </ul>
            )}
          </Show>
        </section>
      </div>
    </>
  );
}

/** The result of an import of several models as a sentence. */
function severalText(models: readonly ImportedModel[]): string {
  const added = models.filter((model) => model.kind === 'own' && !model.existed).length;
  return t().models.list.importedSeveral(added, models.length - added);
}

/** The result of an import as a sentence. */
function importedText(model: ImportedModel): string {
  if (model.kind === 'own') return (model.existed ? t().models.existed : t().models.imported)(model.name);
  const found = everyModel().find(({ id }) => id === model.id);
  return t().models.isDefault(found === undefined ? model.id : modelName(found));
}
