import { createUniqueId, For } from 'solid-js';
import type { Option } from './Field';

/**
 * A choice among a few, all visible: radio buttons drawn as one bar. `label` is for screen readers, and is the tooltip.
 */
export function SegmentedControl<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}) {
  const name = createUniqueId();
  return (
    <fieldset class="segmented-control" title={props.label}>
      <legend class="hidden">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
