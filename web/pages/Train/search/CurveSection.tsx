import { For, Show } from 'solid-js';
import { type CurveVerdict, curveVerdict } from '#shared/ml/search/curveVerdict';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../../components/Button';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { format, sentence } from '../../../i18n';
import { searchWords } from '../../../i18n/searchWords';
import {
  curve,
  isCurve,
  type LearningCurveRun,
  measureCurve,
  type SearchAbout,
  searchTask,
  stopSearch,
} from '../../../stores/search/search';
import { relevantSpec } from '../../../stores/trainForm/specForm';
import { form } from '../../../stores/trainForm/trainForm';
import { LateLineChart } from './LateLineChart';

/** A learning curve with its verdict in words. */
export function CurveSection(props: { about: SearchAbout; disabled: boolean }) {
  const words = () => searchWords().curve;
  const task = () => {
    const now = searchTask();
    return now !== null && isCurve(now) ? now : null;
  };
  const measure = () => {
    measureCurve(props.about, relevantSpec(form()), 'averagePrecision').catch((error) => {
      if (!isAbort(error)) return; // the error is in curve()
    });
  };
  return (
    <details class="sheet more search" id="curve" open={curve() !== null}>
      <summary>
        <h2>{words().title}</h2>
      </summary>
      <div class="stack">
        <p class="quiet">{words().intro}</p>
        <div class="row">
          <Button onClick={measure} disabled={searchTask() !== null || props.disabled || props.about.smallestClass < 2}>
            {words().start}
          </Button>
        </div>
        <Show when={task()}>
          {(now) => <Progress label={words().busy} fraction={now().fraction} left={now().left} onStop={stopSearch} />}
        </Show>
        <Show when={curve()}>{(run) => <Curve run={run()} />}</Show>
      </div>
    </details>
  );
}

function Curve(props: { run: LearningCurveRun }) {
  const words = () => searchWords().curve;
  const known = () => props.run.points.filter(({ validation }) => !Number.isNaN(validation.mean));
  const score = (value: number) => format().number(value, 3);
  const change = (gain: number) => `${gain < 0 ? '−' : '+'}${score(Math.abs(gain))}`;
  const verdict = (): string => {
    const found: CurveVerdict = curveVerdict(props.run.points);
    const { moreData, flat, overfits, unclear, unknown } = words().verdict;
    switch (found.kind) {
      case 'moreData':
        return moreData(change(found.lastGain), change(found.nextGain));
      case 'unclear':
        return unclear(change(found.lastGain));
      case 'flat':
        return flat();
      case 'overfits':
        return overfits();
      case 'unknown':
        return unknown();
    }
  };
  return (
    <Show
      when={props.run.error === null}
      fallback={<Show when={props.run.error}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>}
    >
      <p class="finding" role="status">
        {verdict()}
      </p>
      <Show when={known().length < props.run.points.length}>
        <p class="quiet">{words().failedPoints}</p>
      </Show>
      <Show when={known().length > 1}>
        <LateLineChart
          label={words().chart}
          x={known().map(({ rows }) => rows)}
          xTitle={words().rows}
          yTitle={searchWords().metrics[props.run.metric]}
          logX
          series={[
            {
              name: words().validation,
              color: '--m1',
              points: true,
              line: true,
              values: known().map(({ validation }) => validation.mean),
            },
            {
              name: words().train,
              color: '--m2',
              points: true,
              line: true,
              dash: [6, 4],
              values: known().map(({ train }) => train.mean),
            },
          ]}
          formatX={(value) => format().number(Math.round(value))}
          formatY={score}
        />
        <ul class="legend" aria-hidden="true">
          <li class="is-m1">{words().validation}</li>
          <li class="is-m2">{words().train}</li>
        </ul>
        <section class="scroll-x" tabindex="0" aria-label={words().chart}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col" class="num">
                  {words().rows}
                </th>
                <th scope="col" class="num">
                  {words().validation}
                </th>
                <th scope="col" class="num">
                  {searchWords().sd}
                </th>
                <th scope="col" class="num">
                  {words().train}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={known()}>
                {({ rows, validation, train }) => (
                  <tr>
                    <td class="num">{format().number(Math.round(rows))}</td>
                    <td class="num">{score(validation.mean)}</td>
                    <td class="num">{score(validation.sd)}</td>
                    <td class="num">{score(train.mean)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </Show>
  );
}
