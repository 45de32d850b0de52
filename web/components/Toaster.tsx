import { createEffect, For, on, onMount, Show } from 'solid-js';
import { t } from '../i18n';
import { Button, IconButton } from './Button';
import { topWindow } from './modalWindows';

/** A message as it is shown. */
export interface Message {
  id: number;
  text: () => string;
  undo?: () => void;
  action?: { readonly label: () => string; readonly run: () => void };
}

/**
 * The tray of short messages. Pages call showToast (web/stores/toasts.ts); the frame shows them here. `onHold` is
 * called with true while the mouse or the focus is on a message, so that none disappears under it, and with false
 * after.
 */
export function Toaster(props: {
  toasts: readonly Message[];
  onDismiss: (id: number) => void;
  onHold: (hold: boolean) => void;
}) {
  let home: HTMLDivElement | undefined;
  let tray: HTMLDivElement | undefined;
  let pointedAt = false;
  const update = () => props.onHold(pointedAt || (tray?.contains(document.activeElement) ?? false));
  const point = (event: PointerEvent, at: boolean) => {
    // A finger does not hover: it would have to touch elsewhere to let go.
    if (event.pointerType === 'touch') return;
    pointedAt = at;
    update();
  };
  // When a message is removed the focus is lost, and the browser reports neither that nor that the mouse is elsewhere.
  createEffect(
    on(
      () => props.toasts.length,
      () => {
        pointedAt &&= tray?.querySelector('.toast:hover') !== null;
        update();
      },
      { defer: true },
    ),
  );
  // In a modal window while one is open: outside of it they could be neither pressed nor heard.
  onMount(() =>
    createEffect(() => {
      if (tray !== undefined) (topWindow() ?? home)?.append(tray);
    }),
  );
  const messages = (
    <div class="toasts" role="status" aria-live="polite" ref={tray}>
      <For each={props.toasts}>
        {(toast) => (
          <div
            class="toast"
            onPointerEnter={(event) => point(event, true)}
            onPointerLeave={(event) => point(event, false)}
            onFocusIn={update}
            onFocusOut={() => queueMicrotask(update)} // once the focus is where it goes
          >
            <span title={toast.text()}>{toast.text()}</span>
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
            <Show when={toast.action}>
              {(action) => (
                <Button
                  onClick={() => {
                    props.onDismiss(toast.id);
                    action().run();
                  }}
                >
                  {action().label()}
                </Button>
              )}
            </Show>
            <IconButton icon="close" label={t().common.dismiss} onClick={() => props.onDismiss(toast.id)} />
          </div>
        )}
      </For>
    </div>
  );
  return (
    <div class="toasts-home" ref={home}>
      {messages}
    </div>
  );
}
