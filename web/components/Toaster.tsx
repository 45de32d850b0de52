import { For, Show } from 'solid-js';
import { t } from '../i18n';
import { Button, IconButton } from './Button';

interface Message {
  id: number;
  text: string;
  undo?: () => void;
}

/** The tray of short messages. Pages call showToast (web/stores/toasts.ts); the frame shows them here. */
export function Toaster(props: { toasts: readonly Message[]; onDismiss: (id: number) => void }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={props.toasts}>
        {(toast) => (
          <div class="toast">
            <span>{toast.text}</span>
            <Show when={toast.undo}>
              {(undo) => (
                <Button
                  onClick={() => {
                    undo()();
                    props.onDismiss(toast.id);
                  }}
                >
                  {t().common.undo}
                </Button>
              )}
            </Show>
            <IconButton icon="close" label={t().common.dismiss} onClick={() => props.onDismiss(toast.id)} />
          </div>
        )}
      </For>
    </div>
  );
}
