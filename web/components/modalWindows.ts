import { createSignal } from 'solid-js';

/*
 * The modal windows that are open, the topmost last. The browser makes everything outside of the topmost one inert, also
 * what is drawn over it: whatever has to be read and pressed meanwhile must be inside of it.
 */
const [open, setOpen] = createSignal<readonly HTMLElement[]>([]);

/** The topmost modal window, or null. Reactive. */
export const topWindow = (): HTMLElement | null => open().at(-1) ?? null;

/** Opens a dialog as a modal window. `closedModal` has to follow. */
export function openModal(dialog: HTMLDialogElement): void {
  dialog.showModal();
  setOpen((all) => [...all.filter((each) => each !== dialog), dialog]);
}

/** To be called when it was closed, or is no longer in the page. */
export function closedModal(dialog: HTMLElement | undefined): void {
  if (open().some((each) => each === dialog)) setOpen((all) => all.filter((each) => each !== dialog));
}
