import { createSignal, For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { SegmentedControl } from '../../components/SegmentedControl';
import { UserText } from '../../components/UserText';
import { format, LANGUAGES, language, sentence } from '../../i18n';
import { modelCardWords } from '../../i18n/modelCardWords';
import type { ModelRecord } from '../../stores/models';
import { type BehaviourReport, runBehaviour } from '../../stores/scoring';
import { createOnRequest } from '../onRequest';

type Suite = BehaviourReport['language'];

/** On request, the behaviour tests: how many sentences with one right answer the model gets right, by function. */
export function Behaviour(props: { model: ModelRecord }) {
  const words = () => modelCardWords().behaviour;
  const learnt = (): Suite | null => {
    const { shipped, manifest } = props.model;
    const { language: own } = manifest.spec.text;
    return shipped?.language ?? (own === 'auto' ? null : own);
  };
  const [chosen, setChosen] = createSignal<Suite>(learnt() ?? language());
  const testing = createOnRequest((suite: Suite) => runBehaviour(props.model.id, suite));
  const report = testing.result;
  const run = (suite: Suite) => {
    setChosen(suite);
    testing.run(suite);
  };

  return (
    <section class="behaviour-test stack tight">
      <h3>{words().title}</h3>
      <p class="quiet">{words().help}</p>
      <div class="row">
        <Show when={learnt() === null}>
          <SegmentedControl<Suite>
            label={words().language}
            value={chosen()}
            options={LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(suite) => (report() === null && testing.done() === null ? setChosen(suite) : run(suite))}
          />
        </Show>
        <Button disabled={testing.done() !== null} onClick={() => run(chosen())}>
          {words().run}
        </Button>
      </div>
      <div role="status">
        <Show when={report()}>{(done) => <p class="finding">{words().summary(done().passed, done().cases)}</p>}</Show>
      </div>
      <Show when={report()}>{(done) => <Functions report={done()} />}</Show>
      <Show when={testing.error()}>
        {(failure) => (
          <Notice kind="error" title={words().failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
    </section>
  );
}

/** A row per function; the mistakes of each on request. */
function Functions(props: { report: BehaviourReport }) {
  const words = () => modelCardWords().behaviour;
  return (
    <ul class="behaviour">
      <For each={props.report.functions}>
        {({ function: name, cases, passed, failures, expected, beyondWords }) => (
          <li>
            <div class="row">
              <span class="behaviour-name">
                {words().functions[name]}
                <Show when={beyondWords}>
                  {' '}
                  <small class="quiet">{words().beyondWords}</small>
                </Show>
              </span>
              <meter min={0} max={cases} value={passed} aria-label={words().functions[name]}>
                {passed}
              </meter>
              <span class="num">{words().of(passed, cases)}</span>
            </div>
            <Show when={failures.length > 0}>
              <details>
                <summary class="quiet">{words().wrong(failures.length, expected === 1)}</summary>
                <ul class="plain">
                  <For each={failures}>
                    {({ text, score }) => (
                      <li>
                        <UserText offensive={expected === 1}>{text}</UserText>{' '}
                        <small class="quiet">{format().signed(score - props.report.threshold, 2)}</small>
                      </li>
                    )}
                  </For>
                </ul>
              </details>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
