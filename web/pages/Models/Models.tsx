import { A } from '@solidjs/router';
import { createEffect, createSignal, For, Match, onMount, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/errors';
import { Button } from '../../components/Button';
import { DropZone } from '../../components/DropZone';
import { EmptyState } from '../../components/EmptyState';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Progress } from '../../components/Progress';
import { sentence, t } from '../../i18n';
import { takeModelFiles } from '../../stores/arrivals';
import { refreshStorage } from '../../stores/device';
import { importModelFile, loadModels, models, modelsError } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { ModelCard } from './ModelCard';
import './models.css';

/** The models on this device: look, save, bring in, rename, remove. */
export default function Models() {
  const [reading, setReading] = createSignal<string | null>(null);
  const [failed, setFailed] = createSignal<{ name: string; error: CodedError } | null>(null);
  onMount(loadModels);

  const importFiles = async (files: readonly File[]) => {
    setFailed(null);
    for (const file of files) {
      setReading(file.name);
      try {
        const model = await importModelFile(file);
        showToast(model.existed ? t().models.existed(model.name) : t().models.imported(model.name));
      } catch (error) {
        setFailed({ name: file.name, error: toCodedError(error) });
        break; // The message names one file; those after it can be chosen again.
      } finally {
        setReading(null);
      }
    }
    void refreshStorage();
  };

  // Files that were opened with the installed app, or dropped in another room.
  createEffect(() => {
    const arrived = takeModelFiles();
    if (arrived.length > 0) void importFiles(arrived);
  });

  const importer = () => (
    <Show
      when={reading()}
      fallback={
        <DropZone
          slim
          multiple
          accept=".moderato"
          action={t().models.import}
          onFiles={(files) => void importFiles(files)}
        />
      }
    >
      {(name) => <Progress label={t().models.importing(name())} fraction={null} />}
    </Show>
  );

  const title = () => {
    const count = models()?.length ?? 0;
    return count === 0 ? t().models.title : t().models.found(count);
  };

  return (
    <>
      <PageHead tab={t().common.rooms.models} title={title()} intro={t().models.intro} />
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
        <Switch>
          <Match when={models() === undefined}>
            <p class="quiet">{t().common.loading}</p>
          </Match>
          <Match when={models()?.length === 0 && modelsError() === null}>
            <EmptyState
              title={t().models.empty.title}
              action={
                <A class="btn main" href="/train">
                  {t().models.empty.action}
                </A>
              }
            >
              <p>{t().models.empty.text}</p>
            </EmptyState>
            {importer()}
          </Match>
          <Match when={models()}>
            {(all) => (
              <>
                {importer()}
                <ul class="stack">
                  <For each={all()}>{(model) => <ModelCard model={model} onRemove={focusTitle} />}</For>
                </ul>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}

/** What had the focus is gone: the next Tab starts at the top of the page, not of the window. */
function focusTitle(): void {
  document.querySelector('h1')?.focus();
}
