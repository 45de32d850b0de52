import { A, useSearchParams } from '@solidjs/router';
import { createMemo, Match, onMount, Show, Switch } from 'solid-js';
import { EmptyState } from '../../components/EmptyState';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Progress } from '../../components/Progress';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import { trainWords } from '../../i18n/trainWords';
import { type DatasetInfo, datasets, datasetsError, loadDatasets } from '../../stores/datasets';
import { server } from '../../stores/server/kept';
import { datasetId, setDatasetId, setPartName, setStopped, stopped } from '../../stores/trainForm/trainForm';
import { cancelTraining, dismissTraining, lastTraining, type Training, training } from '../../stores/training';
import { Prepare } from './Prepare';
import { RemoteTasks } from './RemoteTasks';
import { TrainingResult } from './TrainingResult';
import { trainable } from './trainable';
import '../choices.css';
import { TrySample } from '../TrySample';
import './train.css';

/** The Train page: choose data and settings, follow the training, read the result. */
export default function Train() {
  const [search] = useSearchParams<{ data?: string; part?: string }>();
  onMount(() => {
    if (search.data !== undefined) {
      setDatasetId(search.data);
      setPartName(search.part ?? null);
    }
    void loadDatasets();
  });
  const chosen = createMemo((): DatasetInfo | undefined => {
    const all = datasets()?.filter(trainable) ?? [];
    return all.find(({ id }) => id === datasetId()) ?? all[0];
  });
  return (
    <>
      <PageHead
        tab={t().common.pages.train}
        title={trainWords().title}
        intro={server() === null ? trainWords().intro : undefined}
      />
      <div class="stack wide">
        <Show when={datasetsError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
        <Show when={training()}>{(now) => <Busy training={now()} />}</Show>
        <RemoteTasks />
        <Outcome />
        <Show when={training() === null}>
          <Switch>
            <Match when={datasets() === undefined}>
              <p class="quiet">{t().common.loading}</p>
            </Match>
            <Match when={datasets()?.length === 0}>
              <EmptyState
                title={trainWords().empty.title}
                action={
                  <>
                    <A class="btn main" href="/data">
                      {trainWords().empty.action}
                    </A>
                    <TrySample />
                  </>
                }
              >
                {trainWords().empty.text}
              </EmptyState>
            </Match>
            <Match when={chosen()}>{(dataset) => <Prepare dataset={dataset()} all={datasets() ?? []} />}</Match>
            <Match when={chosen() === undefined}>
              <EmptyState
                title={trainWords().empty.title}
                action={
                  <A class="btn main" href="/data">
                    {trainWords().empty.action}
                  </A>
                }
              >
                {trainWords().datasetUnfit}
              </EmptyState>
            </Match>
          </Switch>
        </Show>
      </div>
    </>
  );
}

function Busy(props: { training: Training }) {
  const detail = () => {
    const { phase, solver } = props.training;
    const words = trainWords();
    return solver === null ? words.phases[phase] : `${words.phases[phase]} · ${words.iteration(solver.iteration)}`;
  };
  return (
    <Sheet>
      <div class="stack tight">
        <Progress
          label={trainWords().busy(props.training.name)}
          fraction={props.training.phase === 'wait' || props.training.phase === 'start' ? null : props.training.overall}
          detail={detail()}
          left={props.training.left}
          onStop={cancelTraining}
        />
        <p class="quiet">{trainWords().leave}</p>
      </div>
    </Sheet>
  );
}

/** How the last training ended. */
function Outcome() {
  const last = () => (training() === null ? lastTraining() : null);
  const failure = () => {
    const ended = last();
    return ended && 'error' in ended ? ended.error : null;
  };
  const success = () => {
    const ended = last();
    return ended && 'model' in ended ? ended : null;
  };
  return (
    <>
      <Show when={stopped() && training() === null}>
        <Notice onDismiss={() => setStopped(false)}>{trainWords().stopped}</Notice>
      </Show>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={trainWords().failed} onDismiss={dismissTraining}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show when={success()}>
        {(ended) => (
          <TrainingResult
            model={ended().model}
            existed={ended().existed}
            seconds={ended().seconds}
            similarHeldOut={ended().similarHeldOut}
            advice={ended().advice}
          />
        )}
      </Show>
    </>
  );
}
