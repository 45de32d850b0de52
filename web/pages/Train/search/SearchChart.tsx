import { createMemo, createSignal, Show } from 'solid-js';
import { Select } from '../../../components/Field';
import { format } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';
import type { SearchRun } from '../../../stores/search/search';
import { SEARCH_AXES, settingOf } from '../../../stores/search/setup';
import { LateLineChart } from './LateLineChart';
import { settingText } from './values';

/** The score of every trial against one setting. Its table is that of the trials. */
export function SearchChart(props: { run: SearchRun; metric: string }) {
  const words = () => searchWords();
  const [chosen, setChosen] = createSignal<string | null>(null);
  const path = () => {
    const wanted = chosen();
    return wanted !== null && props.run.paths.includes(wanted) ? wanted : props.run.paths[props.run.paths.length - 1];
  };
  const name = (of: string) => words().axis[of] ?? of;
  const axis = () => SEARCH_AXES.find((each) => each.path === path());
  /** Trials with a score, in the order of the setting; choices by their place among the options. */
  const points = createMemo(() => {
    const now = axis();
    const options = now?.kind === 'choices' ? now.options : null;
    return props.run.trials
      .flatMap(({ trial }) => {
        if (Number.isNaN(trial.mean)) return [];
        const value = settingOf(trial.spec, path());
        const x = options === null ? Number(value) : options.indexOf(String(value));
        return [{ x, y: trial.mean }];
      })
      .sort((a, b) => a.x - b.x);
  });
  const names = () => {
    const now = axis();
    return now?.kind === 'choices' ? now.options.map((option) => settingText(path(), option)) : undefined;
  };
  const isLog = () => {
    const now = axis();
    return now?.kind === 'numbers' && now.scale === 'log' && points().every(({ x }) => x > 0);
  };
  return (
    <Show when={points().length > 1}>
      <div class="stack tight">
        <Show when={props.run.paths.length > 1}>
          <div class="choices">
            <Select
              label={words().against}
              value={path()}
              options={props.run.paths.map((value) => ({ value, label: name(value) }))}
              onChange={setChosen}
            />
          </div>
        </Show>
        <LateLineChart
          label={words().chart(props.metric, name(path()))}
          x={points().map(({ x }) => x)}
          xNames={names()}
          xTitle={name(path())}
          yTitle={props.metric}
          logX={isLog()}
          series={[
            {
              name: props.metric,
              color: '--m1',
              points: true,
              line: false,
              values: points().map(({ y }) => y),
            },
          ]}
          formatX={(value) => settingText(path(), value)}
          formatY={(value) => format().number(value, 3)}
        />
      </div>
    </Show>
  );
}
