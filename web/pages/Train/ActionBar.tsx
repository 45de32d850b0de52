import { Show } from 'solid-js';
import { Button } from '../../components/Button';
import { trainWords } from '../../i18n/trainWords';
import { estimateRun } from '../../stores/trainForm/runEstimate';
import { runs } from '../../stores/trainForm/runMemory';
import { type FieldProblem, relevantSpec } from '../../stores/trainForm/specForm';
import { form } from '../../stores/trainForm/trainForm';

/** What will happen, and the button that starts it: always in view. */
export function ActionBar(props: {
  /** Comments with a label. */
  labelled: number;
  /** Labels that are learnt. */
  labels: number;
  /** Of the comments, UTF-8. */
  bytes: number;
  problems: ReadonlyMap<string, FieldProblem>;
}) {
  const words = () => trainWords();
  const held = () => {
    const { testSize } = form().validation;
    return testSize > 0 && testSize < 1 ? Math.round(props.labelled * testSize) : 0;
  };
  const estimate = () => estimateRun(relevantSpec(form()), props.bytes, runs());
  return (
    <>
      <Show when={props.problems.size === 0}>
        <p class="quiet plan">
          {words().plan(props.labelled, held())} {words().estimate(estimate())}
        </p>
      </Show>
      <div class="action-bar">
        <Button kind="main" type="submit" disabled={props.problems.size > 0 || props.labels === 0}>
          {words().action}
        </Button>
        <Show when={props.problems.size > 0}>
          <span class="quiet" role="status">
            {words().fixFirst}
          </span>
        </Show>
      </div>
    </>
  );
}
