import { createEffect, createSignal, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { sentence, t } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { TextInput } from './Field';
import { Notice } from './Notice';

/** Asks for a new name; the name before it is what the field starts with. Stays open, with the reason, if it fails. */
export function RenameDialog(props: {
  open: boolean;
  title: string;
  label: string;
  /** What is said where the field is empty. */
  empty: string;
  name: string;
  maxLength: number;
  /** @param name trimmed, not empty. */
  onRename: (name: string) => Promise<unknown>;
  /** It failed after the dialog was closed, where nobody would see that. */
  onLateFailure: (error: CodedError) => void;
  onClose: () => void;
}) {
  const [name, setName] = createSignal('');
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  /** Counts how often it was opened: a name that is kept late closes only the dialog that it was typed in. */
  let openings = 0;
  createEffect(
    on(
      () => props.open,
      () => {
        openings++;
        setName(props.name);
        setFailure(null);
      },
    ),
  );
  const isEmpty = () => name().trim() === '';
  const save = async () => {
    if (isEmpty()) return;
    const mine = openings;
    try {
      await props.onRename(name().trim());
      if (mine === openings) props.onClose();
    } catch (error) {
      if (mine === openings) setFailure(toCodedError(error));
      else props.onLateFailure(toCodedError(error));
    }
  };
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button kind="main" disabled={isEmpty()} onClick={() => void save()}>
            {t().common.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          autofocus
          label={props.label}
          maxLength={props.maxLength}
          value={name()}
          onInput={setName}
          error={isEmpty() ? props.empty : undefined}
        />
      </form>
      <Show when={failure()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
    </Dialog>
  );
}
