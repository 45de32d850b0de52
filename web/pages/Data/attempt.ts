import { rowWords } from '../../i18n/rowWords';
import { onEdit, redoEdit, undoEdit } from '../../stores/edits';
import { dismissToast, showToast } from '../../stores/toasts';
import { attempt } from '../attempt';

/** The message that offers to take the last edit back. */
let offered: number | null = null;

// Another edit, and the offer would take back that one.
onEdit(() => {
  if (offered !== null) dismissToast(offered);
  offered = null;
});

/** Makes an edit and says what came of it, with a way back. */
export function attemptEdit(id: string, edit: () => Promise<number>, message: (rows: number) => string): Promise<void> {
  return attempt(async () => {
    const rows = await edit();
    if (rows === 0) showToast(rowWords().did.nothing);
    else offered = showToast(message(rows), () => void attemptUndo(id));
  });
}

/** Takes the last edit back, or (with `again`) makes it once more. */
export function attemptUndo(id: string, again = false): Promise<void> {
  return attempt(() => (again ? redoEdit(id) : undoEdit(id)));
}
