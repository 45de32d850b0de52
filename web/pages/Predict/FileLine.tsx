import { A } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { Histogram } from '../../charts/Histogram';
import { Slider } from '../../components/Slider';
import { format, t } from '../../i18n';
import { scoreFileWords } from '../../i18n/scoreFileWords';
import type { DatasetInfo } from '../../stores/datasets';
import { rowsAddress } from '../../stores/rowQuery';
import type { Chances } from '../../stores/scoring';
import { binsOf, flaggedFrom } from './chancesOfFile';
import '../../charts/charts.css';

/** So much higher than the highest bin, so that the name of a class is not written over the axis title. */
const HEADROOM = 1.2;

/** How a file's scores are spread, with a line to move: what it would flag, and how much of that is right. */
export function FileLine(props: { chances: Chances; dataset: DatasetInfo | null }) {
  const words = () => scoreFileWords().line;
  const [at, setAt] = createSignal(props.chances.threshold);
  const percent = () => format().percent(at() / 100);
  const flagged = createMemo(() => flaggedFrom(props.chances, at()));
  const bins = createMemo(() => binsOf(props.chances, at()));
  return (
    <figure class="stack tight file-line">
      <figcaption>
        <h3>{words().title}</h3>
      </figcaption>
      <Histogram
        label={words().title}
        edges={bins().edges}
        overflow={false}
        series={[
          { key: '0', counts: bins().below },
          { key: '1', counts: bins().above },
        ]}
        axis="linear"
        as="counts"
        top={HEADROOM * Math.max(...bins().below, ...bins().above)}
        xTitle={words().xTitle}
        yTitle={words().yTitle}
        className={(key) => (key === '1' ? t().predict.flagged : t().predict.notFlagged)}
        binName={(first, last) => words().bin(first, last)}
      />
      <Slider label={words().from(percent())} text={percent()} value={at()} min={1} max={99} step={1} onInput={setAt} />
      <p role="status">{words().flags(flagged().rows, flagged().all, flagged().right, flagged().missed)}</p>
      <Show when={props.dataset}>
        {(dataset) => (
          <Show when={dataset().scoreColumn !== undefined}>
            <div class="row">
              <A class="btn" href={addressFrom(dataset(), at() / 100)}>
                {words().show(flagged().rows)}
              </A>
            </div>
          </Show>
        )}
      </Show>
    </figure>
  );
}

/** The table of what the line flags, the highest scores first. */
function addressFrom({ id, scoreColumn = 0 }: DatasetInfo, from: number): string {
  return rowsAddress(id, {
    filters: [{ kind: 'number', column: scoreColumn, from, to: null }],
    sort: { by: 'column', column: scoreColumn, descending: true },
  });
}
