import { createMemo, createSignal, createUniqueId, For, Index, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import type { ClassKey } from '#shared/eda/section/classes';
import { CurveChart, type CurveLine, type CurvePoint, CurveSample } from '../../charts/CurveChart';
import { ScoreHistogram } from '../../charts/ScoreHistogram';
import { Button } from '../../components/Button';
import { Menu } from '../../components/Menu';
import { fileName, saveFile } from '../../components/saveFile';
import { format, sentence } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { showToast } from '../../stores/toasts';
import { drawingOf, pngFile, svgFile } from '../Explore/sheet/saveChart';
import type { TableData } from '../Explore/sheet/tableData';
import { FigureTable } from './FigureTable';
import { pointHere, thresholdOf } from './operating';
import type { ShownModel } from './shown';
import { curveTable } from './tables';

interface CurveOfModels {
  readonly key: 'roc' | 'pr' | 'calibration';
  readonly diagonal: boolean;
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly curves: readonly CurveLine[];
  readonly points: readonly CurvePoint[];
}

/** The curves of all models in common charts, with the points where they stand, and a histogram of each. */
export function Curves(props: { models: readonly ShownModel[]; ref?: (place: HTMLElement) => void }) {
  const words = () => compareWords().curves;
  const id = createUniqueId();
  const [asTables, setAsTables] = createSignal(false);
  let place: HTMLElement | undefined;
  const charts = createMemo(() => curvesOf(props.models));
  const save = async (kind: 'png' | 'svg') => {
    try {
      const drawing = place === undefined ? null : drawingOf(place, words().title);
      if (drawing === null) return;
      saveFile(kind === 'svg' ? svgFile(drawing) : await pngFile(drawing), fileName(words().title, kind));
    } catch (error) {
      showToast(() => `${compareWords().export.failed}: ${sentence(toCodedError(error))}`);
    }
  };
  return (
    <section class="sheet stack" aria-labelledby={id}>
      <div class="compare-head">
        <h2 id={id}>{words().title}</h2>
        <div class="row">
          <Button kind="ghost" aria-pressed={asTables()} onClick={() => setAsTables(!asTables())}>
            {asTables() ? words().charts : words().table}
          </Button>
          <Show when={!asTables()}>
            <Menu label={words().save}>
              {(close) => (
                <For each={['png', 'svg'] as const}>
                  {(kind) => (
                    <Button
                      kind="ghost"
                      onClick={() => {
                        close();
                        void save(kind);
                      }}
                    >
                      {words().saveAs[kind]}
                    </Button>
                  )}
                </For>
              )}
            </Menu>
          </Show>
        </div>
      </div>
      <ul class="compare-legend">
        <For each={props.models}>
          {({ at, name }) => (
            <li>
              <CurveSample series={at} /> {name}
            </li>
          )}
        </For>
      </ul>
      <Show
        when={!asTables()}
        fallback={<For each={curveTables(props.models)}>{(table) => <FigureTable table={table} />}</For>}
      >
        <div
          class="compare-charts"
          ref={(element) => {
            place = element;
            props.ref?.(element);
          }}
        >
          <Index each={charts()}>
            {(chart) => (
              <div class="panel">
                <h3>{chart().title}</h3>
                <CurveChart
                  label={chart().title}
                  xTitle={chart().xTitle}
                  yTitle={chart().yTitle}
                  curves={chart().curves}
                  points={chart().points}
                  diagonal={chart().diagonal}
                />
              </div>
            )}
          </Index>
          <For each={props.models}>
            {(model) => (
              <div class="panel">
                <h3>{words().histogram(model.name)}</h3>
                <ModelHistogram model={model} />
              </div>
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}

function ModelHistogram(props: { model: ShownModel }) {
  const words = () => compareWords().curves;
  const figures = () => props.model.figures;
  const probability = () => figures().cutProbabilities !== null;
  const className = (key: ClassKey) => (key === '1' ? words().classes.toxic : words().classes.other);
  const threshold = () => {
    const score = thresholdOf(props.model.id, figures());
    if (!probability()) return score;
    if (score === figures().threshold) return figures().thresholdProbability;
    const { cuts, cutProbabilities } = figures();
    const at = cuts.thresholds.indexOf(score);
    return at < 0 || cutProbabilities === null ? null : cutProbabilities[at];
  };
  return (
    <ScoreHistogram
      label={words().histogram(props.model.name)}
      edges={figures().histogram.edges}
      positives={figures().histogram.positives}
      negatives={figures().histogram.negatives}
      probability={probability()}
      threshold={threshold()}
      xTitle={probability() ? words().histogramX : words().histogramScore}
      yTitle={words().histogramY}
      className={className}
    />
  );
}

function curvesOf(models: readonly ShownModel[]): CurveOfModels[] {
  const words = compareWords().curves;
  const percent = (value: number) => format().percent(value, 1);
  const points = (x: (model: ShownModel) => number, y: (model: ShownModel) => number, xTitle: string, yTitle: string) =>
    models.map((model) => ({
      series: model.at,
      x: x(model),
      y: y(model),
      lines: [model.name, `${xTitle}: ${percent(x(model))}`, `${yTitle}: ${percent(y(model))}`],
    }));
  const lines = (curve: (model: ShownModel) => { x: ArrayLike<number>; y: ArrayLike<number> } | null): CurveLine[] =>
    models.flatMap((model) => {
      const found = curve(model);
      return found === null ? [] : [{ name: model.name, series: model.at, x: found.x, y: found.y }];
    });
  const at = ({ id, figures }: ShownModel) => pointHere(id, figures);
  return [
    {
      key: 'roc',
      diagonal: true,
      title: words.roc,
      xTitle: words.rocX,
      yTitle: words.rocY,
      curves: lines(({ figures }) => figures.roc),
      points: points(
        (model) => at(model).falsePositiveRate.value,
        (model) => at(model).recall.value,
        words.rocX,
        words.rocY,
      ),
    },
    {
      key: 'pr',
      diagonal: false,
      title: words.pr,
      xTitle: words.prX,
      yTitle: words.prY,
      curves: lines(({ figures }) => figures.precisionRecall),
      points: points(
        (model) => at(model).recall.value,
        (model) => at(model).precision.value,
        words.prX,
        words.prY,
      ),
    },
    {
      key: 'calibration',
      diagonal: true,
      title: words.calibration,
      xTitle: words.calibrationX,
      yTitle: words.calibrationY,
      curves: lines(({ figures: { calibration } }) =>
        calibration === null ? null : { x: calibration.probPred, y: calibration.probTrue },
      ),
      points: [],
    },
  ];
}

/** What the charts show, as tables. */
export function curveTables(models: readonly ShownModel[]): TableData[] {
  const words = compareWords().curves;
  const charts = curvesOf(models).map(({ title, xTitle, yTitle, curves }) => curveTable(title, xTitle, yTitle, curves));
  const histograms = models.map(({ name, figures }): TableData => {
    const { edges, positives, negatives } = figures.histogram;
    const asPercent = figures.cutProbabilities !== null;
    return {
      caption: words.histogram(name),
      columns: [
        {
          head: words.range,
          format: (value) => (asPercent ? format().percent(value, 1) : format().number(value, 3)),
        },
        { head: words.classes.toxic, format: (value) => format().number(value) },
        { head: words.classes.other, format: (value) => format().number(value) },
      ],
      rows: positives.map((count, i) => [edges[i], count, negatives[i]]),
    };
  });
  return [...charts, ...histograms];
}
