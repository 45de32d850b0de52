import { toCodedError } from '#shared/errors';
import { isAbort } from '#shared/steps';
import { sentence } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';
import { redoEdit, undoEdit } from '../../stores/edits';
import { showToast } from '../../stores/toasts';

/** Does something a person asked for; if it fails, says why. A cancel says nothing. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAbort(error)) showToast(sentence(toCodedError(error)));
  }
}

/** Makes an edit and says what came of it, with a way back. */
export function attemptEdit(id: string, edit: () => Promise<number>, said: (rows: number) => string): Promise<void> {
  return attempt(async () => {
    const rows = await edit();
    if (rows === 0) showToast(rowWords().did.nothing);
    else showToast(said(rows), () => void attempt(() => undoEdit(id)));
  });
}

/** Takes the last edit back, or (with `again`) makes it once more. */
export function attemptUndo(id: string, again = false): Promise<void> {
  return attempt(async () => {
    const done = await (again ? redoEdit(id) : undoEdit(id));
    if (done !== null) showToast(again ? rowWords().did.redone : rowWords().did.undone);
  });
}
