import { For } from 'solid-js';
import { ClassMark } from '../../components/ClassMark';
import { t } from '../../i18n';
import { labelText } from '../../i18n/labelText';
import type { LabelAnswer } from '../../stores/scoring';
import { scoreText } from './scoreText';

/** What each label of a model with several says, a row each. */
export function LabelRows(props: { labels: readonly LabelAnswer[] }) {
  return (
    <table class="label-rows">
      <caption class="hidden">{t().predict.labels}</caption>
      <tbody>
        <For each={props.labels}>
          {(label) => (
            <tr>
              <th scope="row">{labelText(label.name)}</th>
              <td class="num">{scoreText({ ...label, threshold: 0 })}</td>
              <td>
                <ClassMark kind={label.flagged ? 'toxic' : 'other'}>
                  {label.flagged ? t().predict.flagged : t().predict.notFlagged}
                </ClassMark>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
