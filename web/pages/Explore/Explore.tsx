import { A, useLocation, useNavigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, Match, on, onMount, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { ClassKey } from '#shared/eda/section/classes';
import { isAbort } from '#shared/runtime/steps';
import { CLASS_STYLE } from '../../charts/classes';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { EmptyState } from '../../components/EmptyState';
import { Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { fileName, saveFile } from '../../components/saveFile';
import { sentence, t } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import { type DatasetInfo, datasets, datasetsError, loadDatasets } from '../../stores/datasets';
import { explore, exploreSettings, exploreSubject, report } from '../../stores/explore';
import { TrySample } from '../TrySample';
import { DrillDown } from './DrillDown';
import '../../charts/charts.css';
import './explore.css';
import { Findings } from './Findings';
import { keepPlace } from './keepPlace';
import { makeReport } from './makeReport';
import { createOffensive } from './offensive';
import { SettingsBar } from './SettingsBar';
import { EXPLORE_SECTIONS } from './sections';
import { classFilter, press } from './sheet/press';
import { summaryText } from './summaryText';

/** The Explore page: what the comments of a dataset are like, and what sets the toxic ones apart. */
export default function Explore() {
  const params = useParams<{ id?: string }>();
  onMount(() => void loadDatasets());
  const chosen = createMemo((): DatasetInfo | undefined => {
    const all = datasets() ?? [];
    const wanted = params.id ?? exploreSubject()?.datasetId;
    return all.find(({ id }) => id === wanted) ?? (params.id === undefined ? all[0] : undefined);
  });
  return (
    <Switch fallback={<Nothing />}>
      <Match when={chosen()}>{(dataset) => <DatasetReport dataset={dataset()} all={datasets() ?? []} />}</Match>
      <Match when={datasets() === undefined}>
        <PageHead tab={t().common.pages.explore} title={exploreWords().title} />
        <p class="quiet">{t().common.loading}</p>
      </Match>
    </Switch>
  );
}

/** No dataset at all, or not the one in the address. */
function Nothing() {
  const words = () => exploreWords();
  const gone = () => (datasets()?.length ?? 0) > 0;
  return (
    <>
      <PageHead tab={t().common.pages.explore} title={words().title} intro={words().intro} />
      <div class="stack wide">
        <Show when={datasetsError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
        <EmptyState
          title={gone() ? words().missing : words().empty.title}
          action={
            <>
              <A class="btn main" href={gone() ? '/explore' : '/data'}>
                {gone() ? t().common.pages.explore : words().empty.action}
              </A>
              <Show when={!gone()}>
                <TrySample />
              </Show>
            </>
          }
        >
          <p>{words().empty.text}</p>
        </EmptyState>
      </div>
    </>
  );
}

function DatasetReport(props: { dataset: DatasetInfo; all: readonly DatasetInfo[] }) {
  const words = () => exploreWords();
  const navigate = useNavigate();
  const id = createMemo(() => props.dataset.id);
  // Not when the dataset is edited: a report stays while somebody corrects labels with it.
  createEffect(
    on([id, exploreSettings], ([, settings]) => {
      if (kept() > 0) explore(props.dataset, settings);
    }),
  );
  const kept = () => props.dataset.positives + props.dataset.negatives + props.dataset.unlabelled;
  const compares = () => props.dataset.positives > 0 && props.dataset.negatives > 0;
  const title = () => (compares() ? words().title : words().titlePlain);
  const offensive = createMemo(() => createOffensive(report().distinction?.terms ?? []));
  /** Rows or labels were edited since the report was made. */
  const stale = () => {
    const of = exploreSubject();
    return of !== null && of.datasetId === props.dataset.id && of.revision !== (props.dataset.revision ?? 0);
  };
  const chips = (): readonly (readonly [ClassKey, number])[] =>
    (
      [
        ['0', props.dataset.negatives],
        ['1', props.dataset.positives],
        ['unlabelled', props.dataset.unlabelled],
      ] as const
    ).filter(([, rows]) => rows > 0);

  return (
    <>
      <PageHead tab={t().common.pages.explore} title={title()} intro={summaryText(props.dataset, kept(), report())}>
        <div class="row head-tools">
          <For each={chips()}>
            {([key, rows]) => (
              <button
                type="button"
                class="chip press"
                title={words().chipHelp(key)}
                onClick={() => press(classFilter(key))}
              >
                <ClassMark kind={CLASS_STYLE[key]}>{words().chip(key, rows)}</ClassMark>
              </button>
            )}
          </For>
          <Show when={props.all.length > 1}>
            <div class="dataset-choice">
              <Select
                label={words().dataset}
                labelHidden
                value={props.dataset.id}
                options={props.all.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => navigate(`/explore/${encodeURIComponent(id)}`)}
              />
            </div>
          </Show>
          <SaveReport dataset={props.dataset} rows={kept()} title={title()} offensive={offensive()} />
        </div>
      </PageHead>
      <Show when={kept() > 0} fallback={<Notice kind="warn">{words().allRemoved}</Notice>}>
        <div class="stack wide explore">
          <Show when={stale()}>
            <Notice
              actions={
                <Button onClick={() => explore(props.dataset, exploreSettings())}>{words().labelErrors.again}</Button>
              }
            >
              {words().labelErrors.edited}
            </Notice>
          </Show>
          <Findings offensive={offensive()} />
          <Contents />
          <div class="sheets" ref={keepPlace}>
            <For each={EXPLORE_SECTIONS}>
              {({ Section }) => <Section datasetId={props.dataset.id} offensive={offensive()} />}
            </For>
          </div>
        </div>
        <DrillDown />
      </Show>
    </>
  );
}

/** Contents of this page, and how words are read. */
function Contents() {
  const words = () => exploreWords();
  const location = useLocation();
  return (
    <div class="contents">
      <nav aria-label={words().contents}>
        <ul>
          <For each={EXPLORE_SECTIONS}>
            {({ key }) => (
              <li>
                <a href={`${location.pathname}#${key}`}>{words().sections[key]}</a>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <section class="words-head" aria-label={words().settings.title}>
        <h2>{words().settings.title}</h2>
        <SettingsBar />
      </section>
    </div>
  );
}

function SaveReport(props: {
  dataset: DatasetInfo;
  rows: number;
  title: string;
  offensive: (term: string) => boolean;
}) {
  const words = () => exploreWords();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const html = await makeReport(props.dataset, props.rows, props.title, props.offensive);
      saveFile(new Blob([html], { type: 'text/html' }), fileName(words().reportFile(props.dataset.name), 'html'));
    } catch (error) {
      if (!isAbort(error)) setFailure(toCodedError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button disabled={busy() || report().overview === undefined} onClick={() => void save()}>
        {words().saveReport}
      </Button>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={words().saveFailed} onDismiss={() => setFailure(null)}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
    </>
  );
}
