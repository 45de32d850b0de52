import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { cheapestPoint, ofHundred } from '#shared/compare/operatingPoint';
import { CurveSample } from '../../charts/CurveChart';
import { Button } from '../../components/Button';
import { NumberField } from '../../components/NumberField';
import { SegmentedControl } from '../../components/SegmentedControl';
import { Slider } from '../../components/Slider';
import { format } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { moveThreshold } from '../../stores/comparison';
import { changeModel, models as ownModels } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { FigureTable } from './FigureTable';
import { pointHere, scoreFrom, scoreOfShare, thresholdOf, thresholdText } from './operating';
import type { ShownModel } from './shown';
import { confusionTable } from './tables';

type Scale = 'probability' | 'share';

/** One line for all models that a person moves, what each then flags, and what it costs. */
export function Thresholds(props: {
  models: readonly ShownModel[];
  costs: { readonly falseAlarm: number; readonly miss: number };
  onCosts: (costs: { falseAlarm: number; miss: number }) => void;
}) {
  const words = () => compareWords().threshold;
  const id = createUniqueId();
  const calibrated = () => props.models.every(({ figures }) => figures.cutProbabilities !== null);
  const [chosen, setScale] = createSignal<Scale>('probability');
  const scale = (): Scale => (calibrated() ? chosen() : 'share');
  const [value, setValue] = createSignal(0.5);
  const move = (to: number) => {
    setValue(to);
    for (const { id: model, figures } of props.models) {
      moveThreshold(model, scale() === 'probability' ? scoreFrom(figures, to) : scoreOfShare(figures, to));
    }
  };
  const shown = () => format().percent(value(), 1);
  const reset = () => {
    for (const { id: model } of props.models) moveThreshold(model, undefined);
  };
  const toCheapest = () => {
    for (const { id: model, figures } of props.models)
      moveThreshold(model, cheapestPoint(figures.cuts, props.costs).threshold);
  };
  const setCost = (key: 'falseAlarm' | 'miss') => (cost: number | null) => {
    if (cost !== null && Number.isFinite(cost)) props.onCosts({ ...props.costs, [key]: cost });
  };
  const isOwn = (model: string) => ownModels()?.some((record) => record.id === model) === true;
  const save = async ({ id: model, name, figures }: ShownModel) => {
    const threshold = thresholdOf(model, figures);
    await changeModel(model, { threshold });
    showToast(() => words().saved(name, thresholdText(figures, threshold)));
  };
  return (
    <section class="sheet stack" aria-labelledby={id}>
      <h2 id={id}>{words().title}</h2>
      <p class="quiet">{words().note}</p>
      <div class="compare-line">
        <Show when={calibrated()}>
          <SegmentedControl
            label={words().scale}
            value={scale()}
            options={(['probability', 'share'] as const).map((each) => ({ value: each, label: words().scales[each] }))}
            onChange={(next) => {
              setScale(next);
              move(value());
            }}
          />
        </Show>
        <Slider
          label={scale() === 'probability' ? words().slider(shown()) : words().sliderShare(shown())}
          text={shown()}
          value={value()}
          min={0}
          max={1}
          step={0.005}
          onInput={move}
        />
        <Button onClick={reset}>{words().own}</Button>
      </div>
      <div class="compare-cards">
        <For each={props.models}>
          {(model) => {
            const point = () => pointHere(model.id, model.figures);
            const cheapest = () => cheapestPoint(model.figures.cuts, props.costs);
            const hundred = () => ofHundred(point().confusion);
            return (
              <article class="compare-card stack tight">
                <h3>
                  <CurveSample series={model.at} /> {model.name}
                </h3>
                <p>
                  {words().ofHundred(hundred().flagged, hundred().rightlyFlagged, hundred().missed)}{' '}
                  <span class="quiet">
                    {Number.isFinite(point().threshold)
                      ? words().at(thresholdText(model.figures, point().threshold))
                      : words().nothing}
                  </span>
                </p>
                <FigureTable table={confusionTable(model)} captionHidden />
                <p class="quiet">
                  {words().cheapest(thresholdText(model.figures, cheapest().threshold), cheapest().cost)}
                </p>
                <Show
                  when={isOwn(model.id) && model.figures.firstLabel}
                  fallback={<p class="quiet">{isOwn(model.id) ? words().otherLabel : words().shipped}</p>}
                >
                  <div>
                    <Button
                      disabled={!Number.isFinite(point().threshold)}
                      aria-label={`${words().save}: ${model.name}`}
                      onClick={() => void attempt(() => save(model))}
                    >
                      {words().save}
                    </Button>
                  </div>
                </Show>
              </article>
            );
          }}
        </For>
      </div>
      <fieldset class="compare-costs">
        <legend>{words().costs}</legend>
        <NumberField
          label={words().falseAlarm}
          value={props.costs.falseAlarm}
          min={0}
          onChange={setCost('falseAlarm')}
        />
        <NumberField label={words().miss} value={props.costs.miss} min={0} onChange={setCost('miss')} />
        <Button onClick={toCheapest}>{words().useCheapest}</Button>
        <p class="help">{words().costsHelp}</p>
      </fieldset>
    </section>
  );
}
