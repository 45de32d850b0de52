import { createEffect, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';
import { t } from '../i18n';
import { Button, IconButton } from './Button';
import { closedModal, openModal } from './modalWindows';

/** A modal window over the page: focus stays in it, Escape and a press outside close it, focus returns after. */
export function Dialog(props: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: JSX.Element;
  actions?: JSX.Element;
}) {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    if (props.open && dialog && !dialog.open) openModal(dialog);
    if (!props.open && dialog?.open) dialog.close();
  });
  onCleanup(() => closedModal(dialog));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog on Escape by itself.
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onClose={() => {
        if (dialog?.open) return; // it was opened again before the browser announced that it was closed
        closedModal(dialog);
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog) dialog?.close();
      }}
    >
      <Show when={props.open}>
        <div class="body">
          <div class="dialog-head">
            <h2 id={id}>{props.title}</h2>
            <IconButton icon="close" label={t().common.close} onClick={() => dialog?.close()} />
          </div>
          {props.children}
          <Show when={props.actions}>
            <div class="actions">{props.actions}</div>
          </Show>
        </div>
      </Show>
    </dialog>
  );
}

/** A question before something that cannot be taken back. `action` names the deed: "Remove", never "OK". */
export function Confirm(props: {
  open: boolean;
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button
            kind={props.danger ? 'danger' : 'main'}
            onClick={() => {
              props.onConfirm();
              props.onClose();
            }}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <p>{props.text}</p>
    </Dialog>
  );
}
