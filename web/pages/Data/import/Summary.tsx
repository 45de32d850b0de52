import { For, Show } from 'solid-js';
import type { LabelCounts, TallyJudgement } from '#shared/data/guess/labelTally';
import { dataWords } from '../../../i18n/dataWords';
import { importWords } from '../../../i18n/importWords';

/** What will be kept and left out, by reason, as the choices are now. */
export function Summary(props: { judged: TallyJudgement; uncounted: number }) {
  const words = () => importWords().summary;
  const left = () => props.judged.leftOut.reduce((sum, { count }) => sum + count, 0);
  const kept = () => {
    const { kept: rows, positives, negatives, labelling } = props.judged;
    if (rows === 0) return words().keepsNone;
    if (props.judged.labels.length > 1) return words().keepsLabels(rows, props.judged.labels.length);
    return labelling.length === 0 ? words().keepsUnlabelled(rows) : words().keeps(rows, positives, negatives);
  };
  const oneClass = () => {
    const { positives, negatives, questions, labels } = props.judged;
    return labels.length < 2 && questions.length === 0 && (positives === 0) !== (negatives === 0);
  };
  return (
    <div class="import-summary" role="status">
      <p>
        <strong>{kept()}</strong>{' '}
        <Show when={left() > 0}>
          <span>{words().leavesOut(left())}: </span>
          <For each={props.judged.leftOut}>
            {({ reason, count }, i) => (
              <span>
                {i() > 0 ? '; ' : ''}
                {words().reason(dataWords().refused[reason], count)}
              </span>
            )}
          </For>
          .
        </Show>
      </p>
      <Show when={props.judged.labels.length > 1}>
        <ul class="reasons">
          <For each={props.judged.labels}>{(label) => <li>{ofLabel(label)}</li>}</For>
        </ul>
        <p class="quiet">{words().firstDecides(props.judged.labels[0]?.name ?? '')}</p>
      </Show>
      <Show when={props.uncounted > 0}>
        <p>{words().uncounted(props.uncounted)}</p>
      </Show>
      <Show when={oneClass()}>
        <p>{words().oneClass(props.judged.positives > 0)}</p>
      </Show>
    </div>
  );
}

/** A label's counts, and that it cannot be learnt where a class is missing. */
function ofLabel({ name, positives, negatives, unlabelled }: LabelCounts): string {
  const words = importWords().summary;
  const counts = words.ofLabel(name, positives, negatives, unlabelled);
  return positives === 0 || negatives === 0 ? `${counts} ${words.oneClassOfLabel(positives > 0)}` : counts;
}
