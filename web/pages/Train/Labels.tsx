import { For, Show } from 'solid-js';
import { Checkbox } from '../../components/Field';
import { trainWords } from '../../i18n/trainWords';
import type { DatasetLabel } from '../../stores/datasets';
import { hasBoth } from './trainable';

/** Which labels of the dataset are learnt; one that has a single class cannot be. */
export function Labels(props: {
  labels: readonly DatasetLabel[];
  learnt: readonly DatasetLabel[];
  onChoose: (names: readonly string[]) => void;
}) {
  const words = () => trainWords().labels;
  const isLearnt = (name: string) => props.learnt.some((label) => label.name === name);
  return (
    <fieldset class="train-labels">
      <legend>{words().title}</legend>
      <For each={props.labels}>
        {(label) => (
          <Checkbox
            label={label.name}
            help={
              hasBoth(label) ? words().counts(label.positives, label.negatives) : words().oneClass(label.positives > 0)
            }
            checked={isLearnt(label.name)}
            disabled={!hasBoth(label)}
            onChange={(wanted) =>
              props.onChoose(
                props.labels.map(({ name }) => name).filter((name) => (name === label.name ? wanted : isLearnt(name))),
              )
            }
          />
        )}
      </For>
      <Show when={props.learnt.length === 0}>
        <p class="error" role="alert">
          {words().none}
        </p>
      </Show>
    </fieldset>
  );
}
