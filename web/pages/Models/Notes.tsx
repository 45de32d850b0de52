import { createSignal } from 'solid-js';
import { TextArea } from '../../components/Field';
import { t } from '../../i18n';
import { changeModel, type ModelRecord } from '../../stores/models';
import { attempt } from '../attempt';

/** Notes of a person on a model of theirs; kept when the field is left, and when the card closes. */
export function Notes(props: { model: ModelRecord }) {
  const [text, setText] = createSignal(props.model.notes);
  const keep = () => {
    const { id, notes } = props.model;
    if (text() !== notes) void attempt(() => changeModel(id, { notes: text() }));
  };
  return (
    <div onFocusOut={keep}>
      <TextArea
        label={t().models.list.notes}
        help={t().models.list.notesHelp}
        rows={2}
        value={text()}
        onInput={setText}
      />
    </div>
  );
}
