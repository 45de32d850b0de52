import { For, Show } from 'solid-js';
import type { Cut } from '#shared/data/guess/meaning';
import { NumberField } from '../../../components/NumberField';
import { SegmentedControl } from '../../../components/SegmentedControl';
import { format } from '../../../i18n';
import { importWords } from '../../../i18n/importWords';
import type { Bar } from './labelValues';

/** Where numbers are cut, in which direction, and how many rows fall on each side. */
export function LabelCut(props: {
  bars: readonly Bar[];
  /** Null: not chosen yet. */
  cut: Cut | null;
  toxic: number;
  notToxic: number;
  onChange: (cut: Cut) => void;
}) {
  const words = () => importWords().cut;
  const highest = () => Math.max(1, ...props.bars.map(({ count }) => count));
  const sideOf = ({ from, to }: Bar): 'toxic' | 'other' | 'unknown' => {
    if (props.cut === null) return 'unknown';
    return (from + to) / 2 >= props.cut.at === (props.cut.toxic === 'from') ? 'toxic' : 'other';
  };
  return (
    <div class="row cut">
      <NumberField
        label={words().at}
        value={props.cut?.at ?? null}
        nullable
        onChange={(at) => {
          if (at !== null && !Number.isNaN(at)) props.onChange({ at, toxic: props.cut?.toxic ?? 'from' });
        }}
      />
      <SegmentedControl<Cut['toxic']>
        label={words().direction}
        value={props.cut?.toxic ?? 'from'}
        options={[
          { value: 'from', label: words().from },
          { value: 'below', label: words().below },
        ]}
        onChange={(toxic) => {
          const at = props.cut?.at ?? props.bars[Math.floor(props.bars.length / 2)]?.from;
          if (at !== undefined) props.onChange({ at, toxic });
        }}
      />
      <Show when={props.bars.length > 1}>
        <div class="cut-histogram">
          <div class="cut-bars" role="img" aria-label={words().histogram(props.toxic, props.notToxic)}>
            <For each={props.bars}>
              {(bar) => (
                <span
                  class={`is-${sideOf(bar)}`}
                  title={words().bar(bar.from, bar.to, bar.count)}
                  style={{ height: `${bar.count === 0 ? 0 : Math.max(4, (100 * bar.count) / highest())}%` }}
                />
              )}
            </For>
          </div>
          <div class="cut-ends" aria-hidden="true">
            <span>{format().number(props.bars[0]?.from ?? 0, 2)}</span>
            <span>{format().number(props.bars.at(-1)?.to ?? 0, 2)}</span>
          </div>
        </div>
      </Show>
    </div>
  );
}
