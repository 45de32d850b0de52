import { Show } from 'solid-js';
import { Checkbox } from '../../components/Field';
import { lazyPart } from '../../components/lazyPart';
import { Slider } from '../../components/Slider';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import { firstLines, linesAt } from '../../stores/scoring';
import { hasChances, type Lines, linesOf, ownThreshold, scoresOfPlaces, setLines } from '../../stores/threeAnswers';
import { attempt } from '../attempt';

/** The two ends of the unsure, as a person reads them. */
export function lineTexts(model: ModelRecord, { low, high }: Lines): [low: string, high: string] {
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
  const lines = () => linesOf(props.model.id);
  const turn = (on: boolean) => {
    const { model } = props;
    void attempt(async () => setLines(model, on ? await firstLines(model) : null));
  };
  let wanted = 0;
  /** Of a line that is dragged only the last place counts. */
  const move = (ends: { low: number; high: number }) => {
    const { model } = props;
    const mine = ++wanted;
    void attempt(async () => {
      const next = await linesAt(model, ends);
      if (mine === wanted) setLines(model, next);
    });
  };
  return (
    <div class="three-answers">
      <Checkbox
        label={words().switch}
        help={lines() === null ? undefined : words().help}
        checked={lines() !== null}
        onChange={turn}
      />
      <Show when={lines()}>
        {(now) => (
          <>
            <Line
              label={words().high(lineTexts(props.model, now())[1])}
              value={now().high}
              onMove={(high) => move({ low: Math.min(now().low, high), high })}
            />
            <Show when={hasChances(props.model)}>
              <p class="quiet">{words().atHigh(Math.round(100 * now().high))}</p>
            </Show>
            <Line
              label={words().low(lineTexts(props.model, now())[0])}
              value={now().low}
              onMove={(low) => move({ low, high: Math.max(now().high, low) })}
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
