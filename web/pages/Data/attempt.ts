import { createEffect, createRoot } from 'solid-js';
import { rowWords } from '../../i18n/rowWords';
import { editing, redoEdit, undoEdit } from '../../stores/edits';
import { dismissToast, showToast } from '../../stores/toasts';
import { attempt } from '../attempt';

/** The message that offers to undo the last edit. */
let offered: number | null = null;

// As soon as another edit is asked for, the offer would undo that one.
createRoot(() =>
  createEffect(() => {
    if (!editing() || offered === null) return;
    dismissToast(offered);
    offered = null;
  }),
);

/** Makes an edit and shows its result in a message with Undo. */
export function attemptEdit(id: string, edit: () => Promise<number>, message: (rows: number) => string): Promise<void> {
  return attempt(async () => {
    const rows = await edit();
    if (rows === 0) showToast(() => rowWords().did.nothing);
    else if (editing()) showToast(() => message(rows));
    else
      offered = showToast(
        () => message(rows),
        () => void attemptUndo(id),
      );
  });
}

/** Undoes the last edit, or (with `again`) redoes it. */
export function attemptUndo(id: string, again = false): Promise<void> {
  return attempt(() => (again ? redoEdit(id) : undoEdit(id)));
}
