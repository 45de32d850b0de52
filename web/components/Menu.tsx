import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';
import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { Button } from './Button';

/** Keeps the sheet beside its button and inside the window, wherever the button moves to. */
function keepInWindow(button: HTMLElement, sheet: HTMLElement): () => void {
  return autoUpdate(button, sheet, async () => {
    const { x, y } = await computePosition(button, sheet, {
      placement: 'bottom-start',
      strategy: 'fixed',
      middleware: [offset(4), flip(), shift({ padding: 8 })],
    });
    sheet.style.left = `${x}px`;
    sheet.style.top = `${y}px`;
  });
}

/** The sheet of a menu, which stands outside the flow of the page. */
function MenuBody(props: { id: string; button: () => HTMLElement | undefined; children: JSX.Element }) {
  let sheet: HTMLDivElement | undefined;
  onMount(() => {
    const button = props.button();
    if (button !== undefined && sheet !== undefined) onCleanup(keepInWindow(button, sheet));
  });
  return (
    <div class="menu-body" id={props.id} ref={sheet}>
      {props.children}
    </div>
  );
}

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
        <MenuBody id={id} button={() => box?.querySelector('button') ?? undefined}>
          {props.children(close)}
        </MenuBody>
      </Show>
    </div>
  );
}
