import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';
import { Button } from './Button';

/** A button that opens a small sheet below it. Escape, a press outside and leaving with Tab close it. */
export function Menu(props: { label: string; children: (close: () => void) => JSX.Element }) {
  const [open, setOpen] = createSignal(false);
  const id = createUniqueId();
  let box: HTMLDivElement | undefined;
  const outside = (event: Event) => !(event.target instanceof Node && box?.contains(event.target));
  const closeOutside = (event: Event) => {
    if (outside(event)) setOpen(false);
  };
  document.addEventListener('pointerdown', closeOutside);
  onCleanup(() => document.removeEventListener('pointerdown', closeOutside));
  const close = () => {
    setOpen(false);
    box?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape is handled here; the buttons are inside.
    <div
      class="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open()) return;
        // For listeners on the document: this key has been handled.
        event.preventDefault();
        close();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && !box?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button kind="ghost" aria-expanded={open()} aria-controls={id} onClick={() => setOpen(!open())}>
        {props.label}
      </Button>
      <Show when={open()}>
        <div class="menu-body" id={id}>
          {props.children(close)}
        </div>
      </Show>
    </div>
  );
}
