import { createSignal } from 'solid-js';

/** A short message at the foot of the window; `undo` puts a button beside it. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

const LIFE = 8000;
let nextId = 1;
const [toasts, setToasts] = createSignal<readonly Toast[]>([]);

export { toasts };

/** Takes a message away before its time. */
export function dismissToast(id: number): void {
  setToasts((all) => all.filter((toast) => toast.id !== id));
}

/** Shows a message for eight seconds; the longest promise an undo makes. Returns its id. */
export function showToast(text: string, undo?: () => void): number {
  const id = nextId++;
  setToasts((all) => [...all.slice(-2), undo === undefined ? { id, text } : { id, text, undo }]);
  setTimeout(() => dismissToast(id), LIFE);
  return id;
}
