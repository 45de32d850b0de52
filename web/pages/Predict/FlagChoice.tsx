import { Show } from 'solid-js';
import { SegmentedControl } from '../../components/SegmentedControl';
import { t } from '../../i18n';
import type { DefaultModel } from '../../stores/defaults';
import { type FlagWhen, flagWhen, setFlagWhen } from '../../stores/settings';

/** Flag what is likely toxic, or only what is sure; and what each of the two means, as measured. */
export function FlagChoice(props: { model: DefaultModel }) {
  const words = () => t().predict.flagWhen;
  const threshold = () => {
    const { default: usual, precision95 } = props.model.thresholds;
    return flagWhen() === 'sure' && precision95 !== null ? precision95 : usual;
  };
  const figures = () => {
    const { precision, recall } = threshold();
    return precision === null || recall === null ? null : { precision, recall };
  };
  return (
    <Show when={props.model.thresholds.precision95 !== null}>
      <div class="flag-when">
        <SegmentedControl<FlagWhen>
          label={words().label}
          value={flagWhen()}
          options={[
            { value: 'likely', label: words().likely },
            { value: 'sure', label: words().sure },
          ]}
          onChange={setFlagWhen}
        />
        <Show when={figures()}>
          {(known) => <p class="quiet">{words().meaning(known().precision, known().recall)}</p>}
        </Show>
      </div>
    </Show>
  );
}
