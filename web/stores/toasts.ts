import { createSignal } from 'solid-js';

/** A short message at the bottom of the window; with `undo` it has an Undo button, with `action` another one. */
export interface Toast {
  readonly id: number;
  /** Called for each language in which it is shown. */
  readonly text: () => string;
  readonly undo?: () => void;
  readonly action?: ToastAction;
}

export interface ToastAction {
  readonly label: () => string;
  readonly run: () => void;
}

/** How long a message stays, milliseconds; paused while a person points at one or has focused it. */
export const TOAST_MS = 8000;
/**
 * Messages at once; the oldest is removed when another comes. Those that can be undone do not count: none of them is
 * removed early.
 */
const MAX_TOASTS = 3;

interface Countdown {
  /** Milliseconds left when the countdown was last paused. */
  left: number;
  /** When it started to run, as performance.now; null while it is paused. */
  since: number | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

let nextId = 1;
let held = false;
const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
const countdowns = new Map<number, Countdown>();

export { toasts };

/** Removes a message before its time. */
export function dismissToast(id: number): void {
  clearTimeout(countdowns.get(id)?.timer);
  countdowns.delete(id);
  setToasts((all) => all.filter((toast) => toast.id !== id));
  if (countdowns.size === 0) held = false; // the next one has not been pointed at
}

/**
 * Shows a message for eight seconds, less if three others without an undo follow it; one with an undo always has its
 * time. `text` is read again when the language changes, so it may not throw. Returns its id.
 */
export function showToast(text: () => string, undo?: () => void, action?: ToastAction): number {
  const id = nextId++;
  const passing = undo === undefined ? toasts().filter((toast) => toast.undo === undefined) : [];
  for (const { id: old } of passing.slice(0, Math.max(0, passing.length - MAX_TOASTS + 1))) dismissToast(old);
  const countdown: Countdown = { left: TOAST_MS, since: null, timer: undefined };
  countdowns.set(id, countdown);
  setToasts((all) => [...all, { id, text, ...(undo && { undo }), ...(action && { action }) }]);
  if (!held) run(id, countdown);
  return id;
}

/** Stops the time of all messages while a person reads one (points at it, or has focused it), and lets it go on. */
export function holdToasts(hold: boolean): void {
  if (hold === held) return;
  held = hold;
  for (const [id, countdown] of countdowns) {
    if (!hold) run(id, countdown);
    else if (countdown.since !== null) {
      clearTimeout(countdown.timer);
      countdown.left -= performance.now() - countdown.since;
      countdown.since = null;
    }
  }
}

function run(id: number, countdown: Countdown): void {
  countdown.since = performance.now();
  countdown.timer = setTimeout(() => dismissToast(id), Math.max(0, countdown.left));
}
