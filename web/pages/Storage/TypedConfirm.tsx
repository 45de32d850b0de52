import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextInput } from '../../components/Field';
import { t } from '../../i18n';
import { storageWords } from '../../i18n/storageWords';

/**
 * A question before something that deletes much and cannot be undone: the action works once `word` is typed. Null: it
 * needs no word.
 */
export function TypedConfirm(props: {
  open: boolean;
  title: string;
  word: string | null;
  action: string;
  children: JSX.Element;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = createSignal('');
  createEffect(on([() => props.open, () => props.word], () => setTyped('')));
  const ready = () => props.word === null || typed().trim().toLowerCase() === props.word;
  const confirm = () => {
    if (!ready()) return;
    props.onConfirm();
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button kind={props.word === null ? 'main' : 'danger'} disabled={!ready()} onClick={confirm}>
            {props.action}
          </Button>
        </>
      }
    >
      {props.children}
      <Show when={props.word}>
        {(word) => (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              confirm();
            }}
          >
            <TextInput label={storageWords().typed.label(word())} value={typed()} onInput={setTyped} />
          </form>
        )}
      </Show>
    </Dialog>
  );
}
