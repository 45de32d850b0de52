import { Show } from 'solid-js';
import { ClassMark } from '../../../components/ClassMark';
import { t } from '../../../i18n';
import { rowWords } from '../../../i18n/rowWords';
import type { RowView } from '../../../stores/rowTable';

type Label = 0 | 1 | null;

/** The mark of a label. */
export function markOf(label: Label): 'toxic' | 'other' | 'unlabelled' {
  if (label === null) return 'unlabelled';
  return label === 1 ? 'toxic' : 'other';
}

/** The class of a comment; a press makes it the other one. A label that is not the imported one is marked. */
export function LabelButton(props: {
  view: Pick<RowView, 'row' | 'label' | 'imported'>;
  tabindex?: number;
  onLabel: (label: Label) => void;
}) {
  const words = () => rowWords().grid;
  const name = () =>
    props.view.label === null ? words().noLabel : t().common[props.view.label === 1 ? 'toxic' : 'other'];
  const was = () => {
    const { imported } = props.view;
    if (imported === undefined) return undefined;
    return words().was[imported === null ? 'none' : imported === 1 ? 'toxic' : 'other'];
  };
  const accessibleName = () =>
    words().change(props.view.row + 1, [name(), was()].filter((part) => part !== undefined).join(', '));
  return (
    <button
      type="button"
      class="label-button"
      tabindex={props.tabindex}
      title={was()}
      aria-label={accessibleName()}
      onClick={() => props.onLabel(props.view.label === 1 ? 0 : 1)}
    >
      <ClassMark kind={markOf(props.view.label)}>{name()}</ClassMark>
      <Show when={was()}>
        <span class="changed" aria-hidden="true">
          •
        </span>
      </Show>
    </button>
  );
}
