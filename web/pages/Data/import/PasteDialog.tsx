import { createSignal, createUniqueId } from 'solid-js';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { t } from '../../../i18n';
import { dataWords } from '../../../i18n/dataWords';

/** A place for text that is on the clipboard or in the head: a table, or a comment to each line. */
export function PasteDialog(props: { open: boolean; onText: (text: string) => void; onClose: () => void }) {
  const [text, setText] = createSignal('');
  const id = createUniqueId();
  const words = () => dataWords().paste;
  const close = () => {
    setText('');
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      title={words().title}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t().common.cancel}</Button>
          <Button
            kind="main"
            disabled={text().trim() === ''}
            onClick={() => {
              props.onText(text());
              close();
            }}
          >
            {words().read}
          </Button>
        </>
      }
    >
      <div class="field">
        <label for={id}>{words().label}</label>
        <textarea
          id={id}
          class="input paste"
          rows={8}
          autofocus
          value={text()}
          placeholder={words().placeholder}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}
