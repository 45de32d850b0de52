import { useSearchParams } from '@solidjs/router';
import { createDeferred, createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { Menu } from '../../components/Menu';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Progress } from '../../components/Progress';
import { isRude } from '../../components/rude/isRude';
import { fileName, saveFile } from '../../components/saveFile';
import { sentence, t } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import {
  type ComparisonRequest,
  compare,
  compared,
  comparedRequest,
  comparisonError,
  comparisonProgress,
  comparisonStopped,
  stopComparing,
} from '../../stores/comparison';
import { type DatasetInfo, datasets, loadDatasets } from '../../stores/datasets';
import { loadDefaults } from '../../stores/defaults';
import { everyModel, pinOf } from '../../stores/modelChoice';
import { loadModels, type ModelRecord, models as ownModels } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { modelName } from '../Models/describe';
import { TrySample } from '../TrySample';
import '../../charts/charts.css';
import { type CompareAddress, parseAddress, searchOf } from './address';
import './compare.css';
import { Chooser } from './Chooser';
import { Comments } from './Comments';
import { Curves } from './Curves';
import { Disguises } from './Disguises';
import { Figures } from './Figures';
import { NewFile } from './NewFile';
import { Slices } from './Slices';
import { comparisonCsv, comparisonHtml, comparisonJsonText, type SavedComparison } from './save';
import { createShownModels } from './shown';
import { Thresholds } from './Thresholds';

/** The Compare page: several models on the same labelled comments. Its state is its address. */
export default function Compare() {
  const words = () => compareWords();
  const [search, setSearch] = useSearchParams();
  onMount(() => {
    void loadDatasets();
    void loadModels();
    void loadDefaults();
  });
  const address = createMemo(() => parseAddress(search));
  const change = (next: Partial<CompareAddress>) =>
    setSearch(searchOf({ ...address(), ...next }), { replace: true, scroll: false });
  const labelled = createMemo(() => (datasets() ?? []).filter(({ positives, negatives }) => positives + negatives > 0));
  const dataset = createMemo(() => {
    const wanted = address().data;
    return labelled().find(({ id }) => id === wanted) ?? (wanted === null ? labelled()[0] : undefined);
  });
  const known = () => ownModels() !== undefined && datasets() !== undefined;
  /** The models of the address that are here, in its order. */
  const chosen = createMemo(() =>
    address().models.flatMap((pin) => everyModel().filter((model) => pinOf(model) === pin)),
  );
  const request = createMemo(() => requestOf(address(), chosen(), dataset()));
  const start = () => {
    const wanted = request();
    if (wanted !== null) compare(wanted);
  };
  const [opened, setOpened] = createSignal(false);
  // An address that was opened is compared at once; from then on a person starts it.
  createEffect(
    on([request, known], ([wanted, ready]) => {
      if (!ready || opened()) return;
      const all = chosen().length === address().models.length;
      if (wanted !== null && all && address().models.length >= 2) {
        setOpened(true);
        start();
      } else if (address().models.length === 0) setOpened(true);
    }),
  );
  const shown = createShownModels();
  // Curves are drawn in a task of their own, after the figures.
  const drawn = createDeferred(shown, { timeoutMs: 200 });
  const [charts, setCharts] = createSignal<HTMLElement | null>(null);
  const saved = (): SavedComparison => ({
    models: shown(),
    // Of what was compared: another dataset may be chosen by now.
    name: datasets()?.find(({ id }) => id === comparedRequest()?.datasetId)?.name ?? '',
    costs: { falseAlarm: address().falseAlarm, miss: address().miss },
    offensive: isRude,
    charts: charts()?.isConnected === true ? charts() : null,
  });
  const missing = () => address().models.filter((pin) => everyModel().every((model) => pinOf(model) !== pin));

  return (
    <>
      <PageHead tab={t().common.pages.compare} title={words().title} intro={words().intro}>
        <Show when={compared().disagreements !== null}>
          <SaveComparison saved={saved} />
        </Show>
      </PageHead>
      <div class="stack wide compare">
        <Show
          when={labelled().length > 0 || datasets() === undefined}
          fallback={
            <>
              <EmptyState title={words().noData.title} action={<TrySample />}>
                <p>{words().noData.text}</p>
              </EmptyState>
              <NewFile main onDataset={(data) => change({ data, part: null, label: null, column: null })} />
            </>
          }
        >
          <Chooser
            address={address()}
            models={everyModel()}
            datasets={labelled()}
            dataset={dataset()}
            busy={comparisonProgress() !== null || request() === null}
            onChange={change}
            onStart={start}
          />
          <NewFile main={false} onDataset={(data) => change({ data, part: null, label: null, column: null })} />
          <Show when={known() && ownModels() !== undefined && missing().length > 0 && everyModel().length > 0}>
            <Notice kind="warn">{words().missingModels(missing().length)}</Notice>
          </Show>
          <Show when={known() && dataset() === undefined && address().data !== null}>
            <Notice kind="warn">{words().missingData}</Notice>
          </Show>
          <Show when={comparisonError()}>
            {(error) => (
              <Notice kind="error" title={words().failed} actions={<Button onClick={start}>{words().again}</Button>}>
                {sentence(error())}
              </Notice>
            )}
          </Show>
          <Show when={comparisonProgress()}>
            {(progress) => (
              <Progress
                label={words().progress(modelAt(progress().model))}
                fraction={progress().fraction}
                onStop={stopComparing}
              />
            )}
          </Show>
          <Show when={comparisonStopped()}>
            <Notice actions={<Button onClick={start}>{words().again}</Button>}>{words().stopped}</Notice>
          </Show>
          <Show when={compared().rows !== null}>
            <Figures models={shown()} />
          </Show>
          <Show when={shown().length > 0}>
            <Thresholds
              models={shown()}
              costs={{ falseAlarm: address().falseAlarm, miss: address().miss }}
              onCosts={change}
            />
          </Show>
          <Show when={drawn().length > 0}>
            <Curves models={drawn()} ref={setCharts} />
          </Show>
          <Show when={compared().disagreements !== null}>
            <Comments models={shown()} />
          </Show>
          <Show when={compared().slicings.length > 0 && shown().length === comparedRequest()?.models.length}>
            <Slices models={shown()} />
          </Show>
          <Show when={comparisonProgress() === null && compared().disagreements !== null && comparedRequest()}>
            {(request) => (
              <section class="sheet stack" aria-labelledby="disguises">
                <h2 id="disguises">{words().disguised.title}</h2>
                <Disguises request={request()} known={compared().disguised} />
              </section>
            )}
          </Show>
        </Show>
      </div>
    </>
  );
}

function modelAt(at: number | null): string | null {
  return at === null ? null : (comparedRequest()?.models[at]?.name ?? null);
}

function requestOf(
  { part, label, column, seen }: CompareAddress,
  models: readonly ModelRecord[],
  dataset: DatasetInfo | undefined,
): ComparisonRequest | null {
  if (dataset === undefined || models.length < 2) return null;
  return {
    datasetId: dataset.id,
    revision: dataset.revision ?? 0,
    part,
    label,
    models: models.map((model) => ({ id: model.id, name: modelName(model), threshold: model.threshold })),
    columns: column === null ? [] : [column],
    includeSeen: seen,
  };
}

/** Saves the comparison in the forms that people and programs read. */
function SaveComparison(props: { saved: () => SavedComparison }) {
  const words = () => compareWords().export;
  const save = async (kind: 'html' | 'csv' | 'json') => {
    const saved = props.saved();
    const name = fileName(words().name(saved.name), kind);
    try {
      if (kind === 'html') saveFile(new Blob([await comparisonHtml(saved)], { type: 'text/html' }), name);
      else if (kind === 'csv') saveFile(new Blob([comparisonCsv(saved)], { type: 'text/csv' }), name);
      else saveFile(new Blob([comparisonJsonText(saved)], { type: 'application/json' }), name);
    } catch (error) {
      showToast(() => `${words().failed}: ${sentence(toCodedError(error))}`);
    }
  };
  return (
    <Menu label={words().button}>
      {(close) => (
        <For each={['html', 'csv', 'json'] as const}>
          {(kind) => (
            <Button
              kind="ghost"
              onClick={() => {
                close();
                void save(kind);
              }}
            >
              {words()[kind]}
            </Button>
          )}
        </For>
      )}
    </Menu>
  );
}
