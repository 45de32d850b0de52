import { createSignal, For, Show } from 'solid-js';
import { LENGTH_MEASURES, type LengthMeasure } from '#shared/eda/lengths/measures';
import type { ClassKey } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';
import { CLASS_STYLE } from '../../../../charts/classes';
import { Histogram } from '../../../../charts/Histogram';
import { heights } from '../../../../charts/histogramShape';
import { ClassMark } from '../../../../components/ClassMark';
import { Select } from '../../../../components/Field';
import { SegmentedControl } from '../../../../components/SegmentedControl';
import { format } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { report, reportClasses } from '../../../../stores/explore';
import { classFilter, press } from '../../sheet/press';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableCell, TableData } from '../../sheet/tableData';

/** How long comments are, by four measures. */
export function LengthsSection() {
  const words = () => exploreWords().lengths;
  const [measure, setMeasure] = createSignal<LengthMeasure>('characters');
  const [axis, setAxis] = createSignal<'log' | 'linear'>('log');
  const [layout, setLayout] = createSignal<'overlay' | 'side'>('overlay');
  const [as, setAs] = createSignal<'shares' | 'counts'>('shares');
  const keys = () => reportClasses();
  const histogram = () => report().lengths?.[measure()][axis()];
  const series = (of: readonly ClassKey[]) => of.map((key) => ({ key, counts: histogram()?.counts[key] ?? [] }));
  /** Side by side the axes are the same. */
  const top = () => Math.max(0, ...series(keys()).flatMap(({ counts }) => heights(counts, as())));
  const panels = (): (readonly ClassKey[])[] => (layout() === 'overlay' ? [keys()] : keys().map((key) => [key]));
  return (
    <SectionSheet
      of="lengths"
      section="lengths"
      note={exploreWords().notes.lengths(measure())}
      ready={report().lengths !== undefined}
      tables={lengthTables(report(), measure(), axis())}
      height={330}
      controls={
        <>
          <div class="narrow">
            <Select
              label={words().measure}
              labelHidden
              value={measure()}
              options={LENGTH_MEASURES.map((value) => ({ value, label: exploreWords().measures[value] }))}
              onChange={setMeasure}
            />
          </div>
          <SegmentedControl
            label={words().axis}
            value={axis()}
            options={(['log', 'linear'] as const).map((value) => ({ value, label: words().axes[value] }))}
            onChange={setAxis}
          />
          <SegmentedControl
            label={words().as}
            value={as()}
            options={(['shares', 'counts'] as const).map((value) => ({ value, label: words().values[value] }))}
            onChange={setAs}
          />
          {keys().length > 1 ? (
            <SegmentedControl
              label={words().layout}
              value={layout()}
              options={(['overlay', 'side'] as const).map((value) => ({ value, label: words().layouts[value] }))}
              onChange={setLayout}
            />
          ) : null}
        </>
      }
      foot={<p>{words().help}</p>}
    >
      <div class="panels" classList={{ beside: panels().length > 1 }}>
        <For each={panels()}>
          {(of) => (
            <Histogram
              label={words().chartLabel(measure())}
              edges={histogram()?.edges ?? []}
              overflow={histogram()?.overflow ?? false}
              series={series(of)}
              axis={axis()}
              as={as()}
              top={top()}
              xTitle={words().xTitle(measure(), axis() === 'log')}
              yTitle={words().yTitle[as()]}
              className={(key) => exploreWords().classes[key]}
              binName={(first, last, open) => words().bin(measure(), first, last, open)}
              onPick={(from, to) =>
                press(
                  { kind: 'length', measure: measure(), from, to },
                  ...(of.length === 1 && keys().length > 1 ? [classFilter(of[0])] : []),
                )
              }
            />
          )}
        </For>
      </div>
      <LengthFacts measure={measure()} keys={keys()} />
    </SectionSheet>
  );
}

/** Quantiles in the saved table ... */
const QUANTILES = ['0.05', '0.25', '0.5', '0.75', '0.95', '0.99'] as const;
/** ... and the most informative ones, on the page. */
const SHOWN = ['0.05', '0.25', '0.5', '0.75', '0.95'] as const;

/** The most informative quantiles, a row per class; the table has all. */
function LengthFacts(props: { measure: LengthMeasure; keys: readonly ClassKey[] }) {
  const words = () => exploreWords().lengths;
  const whole = (value: number) => format().number(value, Number.isInteger(value) ? 0 : 1);
  return (
    <section class="scroll-x" tabindex="0" aria-label={words().quantiles}>
      <table class="table quantiles">
        <caption class="hidden">{words().quantiles}</caption>
        <thead>
          <tr>
            <th scope="col">{exploreWords().classHead}</th>
            <th scope="col" class="num">
              {words().mean}
            </th>
            <For each={SHOWN}>
              {(at) => (
                <th scope="col" class="num" title={words().quantile(at)}>
                  {at === '0.5' ? words().median : format().percent(Number(at))}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.keys}>
            {(key) => (
              <Show when={report().classes?.[key]?.[props.measure]}>
                {(facts) => (
                  <tr>
                    <th scope="row">
                      <ClassMark kind={CLASS_STYLE[key]}>{exploreWords().classes[key]}</ClassMark>
                    </th>
                    <td class="num">{format().number(facts().mean, 1)}</td>
                    <For each={SHOWN}>{(at) => <td class="num">{whole(facts().quantiles[at])}</td>}</For>
                  </tr>
                )}
              </Show>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** Statistics of one measure, a column per class; the histogram's bins after them. */
export function lengthTables(report: Partial<EdaReport>, measure: LengthMeasure, axis: 'linear' | 'log'): TableData[] {
  const words = exploreWords();
  const keys = reportClasses();
  const statistics = keys.flatMap((key) => report.classes?.[key]?.[measure] ?? []);
  if (report.lengths === undefined || statistics.length !== keys.length) return [];
  const row = (name: string, of: (facts: (typeof statistics)[number]) => number): TableCell[] => [
    name,
    ...statistics.map(of),
  ];
  const tenth = (value: number) => format().number(value, Number.isInteger(value) ? 0 : 1);
  const classColumns = keys.map((key) => ({ head: words.classes[key], format: tenth }));
  const { edges, counts } = report.lengths[measure][axis];
  return [
    {
      caption: `${words.lengths.quantiles}: ${words.measures[measure]}`,
      columns: [{ head: words.lengths.statistics }, ...classColumns],
      rows: [
        row(words.lengths.mean, ({ mean }) => mean),
        row(words.lengths.median, ({ median }) => median),
        row(words.lengths.min, ({ min }) => min),
        ...QUANTILES.map((at) => row(words.lengths.quantile(at), ({ quantiles }) => quantiles[at])),
        row(words.lengths.max, ({ max }) => max),
      ],
    },
    {
      caption: `${words.lengths.bins}: ${words.measures[measure]}`,
      columns: [
        { head: words.lengths.from, format: whole },
        { head: words.lengths.to, format: whole },
        ...classColumns,
      ],
      rows: edges
        .slice(0, -1)
        .map((edge, bin) => [edge, edges[bin + 1] - 1, ...keys.map((key) => counts[key]?.[bin] ?? 0)]),
    },
  ];
}
