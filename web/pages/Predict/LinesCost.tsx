import { createMemo, createSignal, onMount, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { format, sentence, t } from '../../i18n';
import { datasets, labelsOf, loadDatasets } from '../../stores/datasets';
import type { ModelRecord } from '../../stores/models';
import { type MeasuredOn, measureModel } from '../../stores/scoring';
import { hasChances, linesOf } from '../../stores/threeAnswers';
import { costOf } from './costOfLines';

/** What the lines would cost on labelled comments that are here. */
export default function LinesCost(props: { model: ModelRecord }) {
  const words = () => t().predict.three;
  const [chosen, setChosen] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [measured, setMeasured] = createSignal<{ readonly of: MeasuredOn; readonly modelId: string } | null>(null);
  let running = new AbortController();
  onMount(() => void loadDatasets());
  const labelled = () =>
    (datasets() ?? []).filter((info) =>
      labelsOf(info).some(({ positives, negatives }) => positives > 0 && negatives > 0),
    );
  const measure = async (datasetId: string) => {
    running.abort();
    const mine = new AbortController();
    running = mine;
    setChosen(datasetId);
    setMeasured(null);
    setError(null);
    if (datasetId === '') return;
    const modelId = props.model.id;
    setBusy(true);
    try {
      const of = await measureModel(modelId, datasetId, () => undefined, mine.signal);
      if (!mine.signal.aborted) setMeasured({ of, modelId });
    } catch (failure) {
      if (!mine.signal.aborted && !isAbort(failure)) setError(toCodedError(failure));
    } finally {
      if (running === mine) setBusy(false);
    }
  };
  const cost = createMemo(() => {
    const now = measured();
    const lines = linesOf(props.model.id);
    if (now === null || now.modelId !== props.model.id || lines === null) return null;
    const { low, high, lowScore, highScore } = lines;
    const ends = hasChances(props.model) ? { low, high } : { low: lowScore, high: highScore };
    const text = (of100: number) => format().number(of100, of100 > 0 && of100 < 10 ? 1 : 0);
    const { toxic, wrong, unsure, other, missed } = costOf(now.of.histogram, ends);
    return {
      ...now.of,
      toxic: text(toxic),
      wrong: text(wrong),
      unsure: text(unsure),
      other: text(other),
      missed: text(missed),
    };
  });
  return (
    <Show when={labelled().length > 0}>
      <Select
        label={words().measureOn}
        value={chosen()}
        options={[
          { value: '', label: words().choose },
          ...labelled().map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => void measure(id)}
      />
      <div role="status">
        <Show when={busy()}>
          <p class="quiet">{words().measuring}</p>
        </Show>
        <Show when={cost()}>
          {(of100) => (
            <>
              <p>{words().cost(of100().dataset)}</p>
              <ul class="line-costs">
                <li>{words().costToxic(of100().toxic, of100().wrong)}</li>
                <li>{words().costUnsure(of100().unsure)}</li>
                <li>{words().costOther(of100().other, of100().missed)}</li>
              </ul>
              <Show when={of100().learntFrom}>
                <p class="caution">{words().learntFrom}</p>
              </Show>
            </>
          )}
        </Show>
      </div>
      <Show when={error()}>{(failure) => <Notice kind="error">{sentence(failure())}</Notice>}</Show>
    </Show>
  );
}
