import { createMemo, createSignal, For, Show } from 'solid-js';
import { CodedError } from '#shared/base/errors';
import { Button } from '../../../components/Button';
import { format, sentence } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';
import type { SearchedTrial, SearchRun } from '../../../stores/search/search';
import { settingOf } from '../../../stores/search/setup';
import { settingText } from './values';

/** Rows that are shown at first. */
const FIRST_ROWS = 20;

/** The trials so far, the best first; a row each. */
export function TrialsTable(props: { run: SearchRun; best: SearchedTrial | null }) {
  const words = () => searchWords();
  const [whole, setWhole] = createSignal(false);
  const sorted = createMemo(() =>
    props.run.trials.toSorted((a, b) => b.share - a.share || meanOf(b) - meanOf(a) || a.trial.index - b.trial.index),
  );
  const rows = () => (whole() ? sorted() : sorted().slice(0, FIRST_ROWS));
  const halves = () => props.run.kept.setup.method === 'halving';
  const score = (value: number) => (Number.isNaN(value) ? '–' : format().number(value, 4));
  const remark = ({ trial }: SearchedTrial) => {
    if (trial.failure) return sentence(new CodedError(trial.failure.code, trial.failure.params));
    return trial.converged ? '' : words().notConverged;
  };
  return (
    <div class="stack tight">
      <section class="scroll-x" tabindex="0" aria-label={words().trials}>
        <table class="table trials">
          <caption>{words().trials}</caption>
          <thead>
            <tr>
              <th scope="col" class="num">
                {words().rank}
              </th>
              <th scope="col" class="num">
                {words().mean}
              </th>
              <th scope="col" class="num">
                {words().sd}
              </th>
              <Show when={halves()}>
                <th scope="col" class="num">
                  {words().share}
                </th>
              </Show>
              <For each={props.run.paths}>{(path) => <th scope="col">{words().axis[path] ?? path}</th>}</For>
              <th scope="col">{words().remark}</th>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row, place) => (
                <tr classList={{ best: row === props.best }}>
                  <td class="num">{format().number(place() + 1)}</td>
                  <td class="num">{score(row.trial.mean)}</td>
                  <td class="num">{score(row.trial.sd)}</td>
                  <Show when={halves()}>
                    <td class="num">{words().shareOf(row.share)}</td>
                  </Show>
                  <For each={props.run.paths}>
                    {(path) => <td>{settingText(path, settingOf(row.trial.spec, path))}</td>}
                  </For>
                  <td>{remark(row)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <Show when={!whole() && sorted().length > FIRST_ROWS}>
        <div class="row">
          <Button kind="ghost" onClick={() => setWhole(true)}>
            {words().showAll(sorted().length)}
          </Button>
        </div>
      </Show>
    </div>
  );
}

const meanOf = ({ trial }: SearchedTrial) => (Number.isNaN(trial.mean) ? Number.NEGATIVE_INFINITY : trial.mean);
