import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { halvingRounds } from '#shared/ml/search/halving';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../../components/Button';
import { Select } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { format, sentence } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';
import { serverWords } from '../../../i18n/serverWords';
import {
  bestOf,
  dismissSearch,
  isCurve,
  type SearchAbout,
  type SearchRun,
  search,
  searchRun,
  searchTask,
  stopSearch,
} from '../../../stores/search/search';
import { candidatesOf, FIRST_SETUP, HALVING_FACTOR, type SearchSetup } from '../../../stores/search/setup';
import { server } from '../../../stores/server/kept';
import { estimateRemote } from '../../../stores/server/remoteRuns';
import { sendSearch } from '../../../stores/server/sendTraining';
import { showToast } from '../../../stores/toasts';
import { relevantSpec } from '../../../stores/trainForm/specForm';
import { form, setForm } from '../../../stores/trainForm/trainForm';
import { attempt } from '../../attempt';
import { SendDialog } from '../SendDialog';
import { type Place, Where } from '../Where';
import { SearchChart } from './SearchChart';
import { SetupForm } from './SetupForm';
import { TrialsTable } from './TrialsTable';
import './search.css';

/** The search for settings: what to vary, the trials as they come, the best of them. */
export function SearchSection(props: {
  about: SearchAbout;
  disabled: boolean;
  /** Labels that are learnt; trials are judged by one of them. */
  labels: readonly string[];
  onLabel: (name: string) => void;
  /** What a search on the server would send: the label that trials are judged by, and how much. */
  sent: { label: string; comments: number; bytes: number };
}) {
  const words = () => searchWords();
  const [setup, setSetup] = createSignal<SearchSetup>(searchRun()?.kept.setup ?? FIRST_SETUP);
  const base = () => relevantSpec(form());
  const made = createMemo(() => candidatesOf(base(), setup(), props.about.smallestClass));
  const problems = () => {
    const now = made();
    return 'problems' in now ? now.problems : [];
  };
  const plan = () => {
    const now = made();
    if ('problems' in now) return '';
    const count = now.candidates.length;
    if (setup().method === 'halving') return words().planHalving(count, halvingRounds(count, HALVING_FACTOR));
    return (place() === 'there' ? words().planThere : words().plan)(count, setup().folds);
  };
  const running = () => {
    const now = searchTask();
    return now !== null && !isCurve(now);
  };
  const begin = (about: SearchAbout, spec: ReturnType<typeof base>, wanted: SearchSetup, goOn: boolean) => {
    search(about, spec, wanted, goOn).catch((error) => {
      if (!isAbort(error)) return; // the error is in searchRun()
    });
  };
  const [chosenPlace, setPlace] = createSignal<Place>('here');
  const [asking, setAsking] = createSignal(false);
  const remote = () => serverWords().remoteSearch;
  /** What the server cannot do yet. */
  const obstacle = () => {
    if (props.about.sources.length > 1) return remote().cannot.sources;
    if (props.about.groupBy !== null) return remote().cannot.groups;
    return setup().method === 'halving' ? remote().cannot.halving : null;
  };
  /** Where it is searched: there only while that can be done. */
  const place = (): Place => (server() !== null && obstacle() === null ? chosenPlace() : 'here');
  const estimate = (address: string) => {
    const now = made();
    const one = estimateRemote(address, base(), props.sent.bytes);
    if (one === null || 'problems' in now) return remote().unknownThere;
    const { folds } = setup();
    return remote().estimateThere(one * now.candidates.length * (folds - 1));
  };
  const send = (keepData: boolean) =>
    attempt(async () => {
      const { datasetName, revision, smallestClass, ...rows } = props.about;
      const [{ datasetId, part }] = rows.sources;
      await sendSearch({
        datasetId,
        datasetName,
        part: part ?? null,
        labels: [props.sent.label],
        name: datasetName,
        revision,
        keepData,
        search: { rows, datasetName, revision, base: base(), setup: setup(), smallestClass },
      });
      showToast(() => remote().started(datasetName));
    });
  const left = (run: SearchRun) => run.candidates.length - new Set(run.trials.map(({ trial }) => trial.index)).size;
  /** The last search is of the rows as they are now. */
  const ofTheseRows = (run: SearchRun) =>
    JSON.stringify(run.kept.rows.sources) === JSON.stringify(props.about.sources) &&
    run.kept.revision === props.about.revision;
  const canGoOn = (run: SearchRun) =>
    searchTask() === null && run.kept.setup.method !== 'halving' && left(run) > 0 && ofTheseRows(run);
  const goOn = (run: SearchRun) => {
    const { rows, datasetName, revision, smallestClass } = run.kept;
    begin({ ...rows, datasetName, revision, smallestClass }, run.kept.base, run.kept.setup, true);
  };

  return (
    <details class="sheet more search" id="search" open={searchRun() !== null}>
      <summary>
        <h2>{words().title}</h2>
      </summary>
      <div class="stack wide">
        <p class="quiet">{words().intro}</p>
        <form
          class="stack wide"
          onSubmit={(event) => {
            event.preventDefault();
            if (problems().length > 0) return;
            if (place() === 'there') setAsking(true);
            else if (searchTask() === null) begin(props.about, base(), setup(), false);
          }}
        >
          <Where label={remote().where} place={place()} obstacle={obstacle()} estimate={estimate} onChange={setPlace} />
          <Show when={props.labels.length > 1}>
            <div class="choices">
              <Select
                label={words().judgedBy}
                value={props.sent.label}
                options={props.labels.map((name) => ({ value: name, label: name }))}
                onChange={props.onLabel}
              />
            </div>
          </Show>
          <SetupForm setup={setup()} base={base()} problems={problems()} onChange={setSetup} />
          <div class="row">
            <Button
              kind="main"
              type="submit"
              disabled={problems().length > 0 || (searchTask() !== null && place() === 'here') || props.disabled}
            >
              {searchRun() === null ? words().start : words().startAnew}
            </Button>
            <span class="quiet">{plan()}</span>
          </div>
        </form>
        <SendDialog
          open={asking()}
          comments={props.sent.comments}
          bytes={props.sent.bytes}
          result={remote().result}
          action={remote().action}
          onSend={(keepData) => void send(keepData)}
          onClose={() => setAsking(false)}
        />
        <Show when={searchRun()}>
          {(run) => (
            <Results run={run()} running={running()} changed={left(run()) > 0 && !ofTheseRows(run())}>
              <Show when={canGoOn(run())}>
                <Button onClick={() => goOn(run())}>{words().goOn}</Button>
              </Show>
              <Show when={!running()}>
                <Button kind="ghost" onClick={dismissSearch}>
                  {words().clear}
                </Button>
              </Show>
            </Results>
          )}
        </Show>
      </div>
    </details>
  );
}

/** What a search has found so far. */
function Results(props: { run: SearchRun; running: boolean; changed: boolean; children: JSX.Element }) {
  const words = () => searchWords();
  const [used, setUsed] = createSignal(false);
  const best = createMemo(() => bestOf(props.run.trials));
  const metric = () => words().metrics[props.run.kept.setup.metric];
  const score = (value: number) => format().number(value, 4);
  const task = () => {
    const now = searchTask();
    return now === null || isCurve(now) ? null : now;
  };
  /** Others that are as good as the best, as far as one can tell. */
  const close = () => {
    const first = best();
    if (first === null) return 0;
    return props.run.trials.filter(
      ({ trial, share }) =>
        trial.index !== first.trial.index && share === first.share && trial.mean >= first.trial.mean - first.trial.sd,
    ).length;
  };
  const use = () => {
    const first = best();
    if (first === null) return;
    // How the model is checked stays as the form has it.
    setForm((now) => ({ ...first.trial.spec, validation: now.validation, label: now.label }));
    setUsed(true);
  };
  return (
    <section class="stack" aria-label={words().trials}>
      <Show when={task()}>
        {(now) => (
          <Progress
            label={now().phase === 'count' ? words().counting : words().busy}
            fraction={now().fraction}
            left={now().left}
            detail={words().progress(props.run.trials.length, props.run.candidates.length, props.run.threads)}
            onStop={stopSearch}
          />
        )}
      </Show>
      <Show when={props.run.error}>
        {(error) => (
          <Notice kind="error" title={words().failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show when={props.changed}>
        <p class="quiet">{words().changed}</p>
      </Show>
      <Show
        when={best()}
        fallback={
          <>
            <Show when={!props.running && props.run.trials.length > 0}>
              <p>{words().noTrial}</p>
            </Show>
            <Show when={props.running && props.run.begun}>
              {(begun) => (
                <p role="status">
                  {words().begun(
                    metric(),
                    score(begun().trial.mean),
                    begun().trial.foldScores.length,
                    props.run.kept.setup.folds,
                  )}
                </p>
              )}
            </Show>
          </>
        }
      >
        {(first) => (
          <div class="stack tight" role="status">
            <p class="finding">
              {(props.running ? words().best : words().bestDone)(
                metric(),
                score(first().trial.mean),
                score(first().trial.sd),
              )}
            </p>
            <Show when={!props.running}>
              <p class="quiet">{words().close(close())}</p>
            </Show>
          </div>
        )}
      </Show>
      <div class="row">
        <Show when={best()}>
          <Button kind={props.running ? undefined : 'main'} onClick={use}>
            {words().use}
          </Button>
        </Show>
        {props.children}
      </div>
      <Show when={used()}>
        <p class="quiet" role="status">
          {words().used}
        </p>
      </Show>
      <Show when={props.run.trials.length > 0}>
        <SearchChart run={props.run} metric={metric()} />
        <TrialsTable run={props.run} best={best()} />
      </Show>
    </section>
  );
}
