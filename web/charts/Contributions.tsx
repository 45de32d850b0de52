import { For, Show } from 'solid-js';
import { format } from '../i18n';

export interface Contribution {
  readonly name: string;
  readonly contribution: number;
  /**
   * Whether `name` was written by people (a term, set in the serif) or by the app (the starting point, all the rest).
   */
  readonly userText: boolean;
  /** Drawn faintly; by default whatever is not `userText`. */
  readonly faint?: boolean;
  readonly offensive: boolean;
}

/** The minimal share of the width for the bars of either side. */
const MIN_SIDE = 0.12;

/**
 * What raises a score and what lowers it, as signed bars along one axis; it is a real table, so that names and numbers
 * are all there without the bars.
 */
export function Contributions(props: {
  rows: readonly Contribution[];
  caption: string;
  nameHead: string;
  valueHead: string;
}) {
  const scale = () => {
    let max = 0;
    let min = 0;
    for (const { contribution } of props.rows) {
      max = Math.max(max, contribution);
      min = Math.min(min, contribution);
    }
    const width = max - min || 1;
    const axis = Math.min(1 - MIN_SIDE, Math.max(MIN_SIDE, -min / width));
    // The longest bar of either side fills its side or less, and both sides share one scale.
    return { axis, unit: Math.min(max > 0 ? (1 - axis) / max : Infinity, min < 0 ? axis / -min : Infinity) };
  };
  const percent = (share: number) => `${share * 100}%`;
  return (
    <table class="contributions">
      <caption class="hidden">{props.caption}</caption>
      <thead class="hidden">
        <tr>
          <th scope="col">{props.nameHead}</th>
          <td />
          <th scope="col">{props.valueHead}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {(row) => {
            const faint = () => row.faint ?? !row.userText;
            const length = () => Math.abs(row.contribution) * scale().unit;
            return (
              <tr>
                <th scope="row">
                  <Show when={row.userText} fallback={<span classList={{ quiet: faint() }}>{row.name}</span>}>
                    <span
                      class="user-text"
                      dir="auto"
                      classList={{ offensive: row.offensive }}
                      tabindex={row.offensive ? 0 : undefined}
                    >
                      {row.name}
                    </span>
                  </Show>
                </th>
                <td aria-hidden="true">
                  <div class="lane">
                    <div class="axis" style={{ left: percent(scale().axis) }} />
                    <div
                      class={row.contribution > 0 ? 'bar toxic-bar' : 'bar other-bar'}
                      classList={{ faint: faint() }}
                      style={{
                        left: percent(row.contribution > 0 ? scale().axis : scale().axis - length()),
                        width: percent(length()),
                      }}
                    />
                  </div>
                </td>
                <td class="num">{format().signed(row.contribution, 2)}</td>
              </tr>
            );
          }}
        </For>
      </tbody>
    </table>
  );
}
