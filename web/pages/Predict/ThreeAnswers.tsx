import { Show } from 'solid-js';
import { Checkbox } from '../../components/Field';
import { lazyPart } from '../../components/lazyPart';
import { Slider } from '../../components/Slider';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import { type Ends, endsOf, moveLines, turnThreeAnswers } from '../../stores/movingLines';
import { hasChances, ownThreshold, scoresOfPlaces } from '../../stores/threeAnswers';
import { attempt } from '../attempt';

/** The two ends of the unsure, as a person reads them. */
export function lineTexts(model: ModelRecord, { low, high }: Ends): [low: string, high: string] {
  if (hasChances(model)) return [format().percent(low), format().percent(high)];
  const threshold = ownThreshold(model);
  const { lowScore, highScore } = scoresOfPlaces(threshold, { low, high });
  return [format().signed(lowScore - threshold, 2), format().signed(highScore - threshold, 2)];
}

const LinesCost = lazyPart(
  () => import('./LinesCost'),
  () => null,
);

const STEP = 0.01;

/** The choice of three answers in place of two: two lines to move, and what each of them costs. */
export function ThreeAnswers(props: { model: ModelRecord }) {
  const words = () => t().predict.three;
  const ends = () => endsOf(props.model.id);
  const turn = (on: boolean) => void attempt(() => turnThreeAnswers(props.model, on));
  const move = (to: Parameters<typeof moveLines>[1]) => void attempt(() => moveLines(props.model, to));
  return (
    <div class="three-answers">
      <Checkbox
        label={words().switch}
        help={ends() === null ? undefined : words().help}
        checked={ends() !== null}
        onChange={turn}
      />
      <Show when={ends()}>
        {(now) => (
          <>
            <Line
              label={words().high(lineTexts(props.model, now())[1])}
              value={now().high}
              onMove={(high) => move({ high })}
            />
            <Show when={hasChances(props.model)}>
              <p class="quiet">{words().atHigh(Math.round(100 * now().high))}</p>
            </Show>
            <Line
              label={words().low(lineTexts(props.model, now())[0])}
              value={now().low}
              onMove={(low) => move({ low })}
            />
            <Show when={hasChances(props.model)}>
              <p class="quiet">{words().atLow(Math.round(100 * now().low))}</p>
            </Show>
            <LinesCost model={props.model} />
          </>
        )}
      </Show>
    </div>
  );
}

function Line(props: { label: string; value: number; onMove: (value: number) => void }) {
  return (
    <Slider
      label={props.label}
      text={props.label}
      value={props.value}
      min={STEP}
      max={1 - STEP}
      step={STEP}
      onInput={props.onMove}
    />
  );
}
