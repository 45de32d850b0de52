import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { TextArea } from '../../components/Field';
import { t } from '../../i18n';
import { changeModel, type ModelRecord } from '../../stores/models';
import { attempt } from '../attempt';

/** A pause in typing after which the notes are kept. */
const PAUSE_MS = 400;

/**
 * Notes of a person on a model of theirs; kept after a pause in typing, when the field is left and when the card
 * closes, since a page that is closed or loaded again waits for nothing that is still being written.
 */
export function Notes(props: { model: ModelRecord }) {
  const [text, setText] = createSignal(props.model.notes);
  const [isKept, setKept] = createSignal(false);
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** What was kept, or is being kept: the record may still have what was there before. */
  let asked: string | null = props.model.notes;
  const keep = () => {
    clearTimeout(pause);
    const { id } = props.model;
    const notes = text();
    if (notes === asked) return;
    asked = notes;
    void attempt(async () => {
      try {
        await changeModel(id, { notes });
      } catch (error) {
        if (asked === notes) asked = null; // it is tried again when the field is left
        throw error;
      }
      setKept(text() === notes);
    });
  };
  // Written elsewhere, or read late: shown, unless somebody is typing something else here.
  createEffect(
    on(
      () => props.model.notes,
      (notes) => {
        if (text() !== asked) return;
        setText(notes);
        asked = notes;
      },
      { defer: true },
    ),
  );
  const change = (value: string) => {
    setText(value);
    setKept(false);
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE_MS);
  };
  onCleanup(keep); // a card that closes takes the field with it, and no focus leaves that
  return (
    <div onFocusOut={keep}>
      <TextArea
        label={t().models.list.notes}
        help={isKept() ? t().models.list.notesKept : t().models.list.notesHelp}
        rows={2}
        value={text()}
        onInput={change}
      />
    </div>
  );
}
