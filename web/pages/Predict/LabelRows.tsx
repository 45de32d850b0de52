import { For, Show } from 'solid-js';
import { ClassMark } from '../../components/ClassMark';
import { t } from '../../i18n';
import { labelText } from '../../i18n/labelText';
import type { LabelAnswer } from '../../stores/scoring';
import { scoreText, thresholdText } from './scoreText';

/**
 * The result of each label of a model with several, a row each, with its own threshold. A kind of toxicity is marked
 * only where the comment is flagged as well: of one that is not, none is worth a mark.
 */
export function LabelRows(props: { labels: readonly LabelAnswer[]; flagged: boolean }) {
  return (
    <table class="label-rows" classList={{ quiet: !props.flagged }}>
      <caption class="hidden">{t().predict.labels}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">{t().predict.kind}</th>
          <th scope="col">{t().predict.score}</th>
          <th scope="col">{t().predict.thresholdHead}</th>
          <th scope="col">{t().predict.verdict}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.labels}>
          {(label) => (
            <tr>
              <th scope="row">{labelText(label.name)}</th>
              <td class="num">{scoreText(label)}</td>
              <td class="num own-threshold">{t().predict.from(thresholdText(label))}</td>
              <td>
                <Show
                  when={props.flagged && label.flagged}
                  fallback={<span class="hidden">{t().predict.notFlagged}</span>}
                >
                  <ClassMark kind="toxic">{t().predict.flagged}</ClassMark>
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
