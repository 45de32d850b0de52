import { Show } from 'solid-js';
import { ClassMark } from '../../../components/ClassMark';
import { rowWords } from '../../../i18n/rowWords';
import type { RowLabel } from '../../../stores/rowTable';
import { labelValue, valueName } from '../labelValues';

type Label = 0 | 1 | null;

/** The mark of a label. */
export function markOf(label: Label): 'toxic' | 'other' | 'unlabelled' {
  if (label === null) return 'unlabelled';
  return label === 1 ? 'toxic' : 'other';
}

/** A label of a comment; a press makes it the other one. A label that is not the imported one is marked. */
export function LabelButton(props: {
  row: number;
  value: RowLabel;
  /** Which label of the dataset; left out: its first, or only one. */
  of?: { readonly place: number; readonly name: string };
  tabindex?: number;
  onLabel: (label: Label) => void;
}) {
  const words = () => rowWords().grid;
  const place = () => props.of?.place ?? 0;
  const name = () => valueName(props.value.label, place());
  const was = () => {
    const { imported } = props.value;
    if (imported === undefined) return undefined;
    return (place() > 0 ? words().wasYesNo : words().was)[labelValue(imported)];
  };
  const accessibleName = () => {
    const now = [name(), was()].filter((part) => part !== undefined).join(', ');
    const row = props.row + 1;
    return props.of === undefined ? words().change(row, now) : words().changeOf(row, props.of.name, now);
  };
  return (
    <button
      type="button"
      class="label-button"
      tabindex={props.tabindex}
      title={was()}
      aria-label={accessibleName()}
      onClick={() => props.onLabel(props.value.label === 1 ? 0 : 1)}
    >
      <ClassMark kind={markOf(props.value.label)}>{name()}</ClassMark>
      <Show when={was()}>
        <span class="changed" aria-hidden="true">
          •
        </span>
      </Show>
    </button>
  );
}
