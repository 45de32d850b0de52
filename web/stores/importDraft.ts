import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { cut } from '#shared/messages/isolated';
import { isAbort } from '#shared/runtime/steps';
import { NAME_LIMIT } from '../storage/records';
import { type DatasetInfo, importFile, type Preview, previewFile, type ReadChoices } from './datasets';
import { registerUnsaved } from './unsaved';

/** A file that was chosen and is not imported yet. It outlives a visit to another room. */
export interface Draft {
  readonly file: File;
  /** What to call the dataset. */
  readonly name: string;
  /** What the person chose over the guesses. */
  readonly choices: ReadChoices;
  /** The last one that succeeded; it stays while another is made, so that nothing jumps. */
  readonly preview: Preview | null;
  readonly error: CodedError | null;
  readonly looking: boolean;
}

const [draft, setDraft] = createSignal<Draft | null>(null);
registerUnsaved(() => draft() !== null);
const [done, setDone] = createSignal<DatasetInfo | null>(null);
const [stopped, setStopped] = createSignal(false);

/** The file being prepared, or null. */
export { draft };
/** The last import of this visit, or null. */
export const lastImport = done;
/** True after an import was stopped, until the next step. */
export const wasStopped = stopped;

/** Counts the looks, so that an overtaken one is dropped. */
let looks = 0;

/** Starts with a file: guesses first, then the person's corrections. */
export function openFile(file: File): void {
  setDraft({ file, name: cut(file.name, NAME_LIMIT), choices: {}, preview: null, error: null, looking: true });
  void look();
}

/** Forgets the file. */
export function discardDraft(): void {
  looks++;
  setDraft(null);
  setStopped(false);
}

export function dismissImport(): void {
  setDone(null);
}

export function nameDraft(name: string): void {
  setDraft((now) => now && { ...now, name });
}

/** Takes a choice of column or cut, which does not change how the file is cut up. */
export function chooseColumns(change: Pick<ReadChoices, 'textColumn' | 'labelColumn' | 'labelCut'>): void {
  setDraft((now) => now && { ...now, choices: { ...now.choices, ...change }, error: null });
}

/** Takes a choice of a file in a zip: nothing that was chosen for another holds for it. */
export function chooseEntry(entry: string): void {
  setDraft((now) => {
    if (!now) return now;
    const guessed = now.name === cut(now.file.name, NAME_LIMIT) || now.name === baseName(now.choices.entry ?? '');
    return { ...now, name: guessed ? cut(baseName(entry), NAME_LIMIT) : now.name, choices: { entry }, looking: true };
  });
  void look();
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Takes a choice of how the file is cut up; columns may be others then, so they are guessed anew. */
export function chooseReading(
  change: Pick<ReadChoices, 'format' | 'encoding' | 'delimiter' | 'header' | 'quotes' | 'sheet'>,
): void {
  setDraft((now) => {
    if (!now) return now;
    const { textColumn, labelColumn, ...kept } = now.choices;
    return { ...now, choices: { ...kept, ...change }, looking: true };
  });
  void look();
}

/** Looks at the file again, as after it could not be read. */
export function lookAgain(): void {
  chooseReading({});
}

async function look(): Promise<void> {
  const now = draft();
  if (!now) return;
  const mine = ++looks;
  setStopped(false);
  try {
    const preview = await previewFile(now.file, now.choices);
    if (mine === looks) setDraft((latest) => latest && { ...latest, preview, error: null, looking: false });
  } catch (error) {
    const coded = toCodedError(error);
    if (mine === looks) setDraft((latest) => latest && { ...latest, preview: null, error: coded, looking: false });
  }
}

/** Imports the file as chosen. If it fails the draft stays, with the reason; if it is stopped it stays as it was. */
export async function importDraft(): Promise<void> {
  const now = draft();
  if (!now) return;
  setStopped(false);
  setDone(null);
  setDraft({ ...now, error: null });
  const { preview, choices } = now;
  // What was seen is what is imported: a guess by the first rows must not turn out otherwise.
  const textColumn = choices.textColumn ?? preview?.textColumn ?? undefined;
  const labelColumn = choices.labelColumn !== undefined ? choices.labelColumn : preview?.labelColumn;
  try {
    const info = await importFile(now.file, {
      ...choices,
      textColumn,
      labelColumn,
      datasetName: now.name.trim() || now.file.name,
    });
    setDraft(null);
    setDone(info);
  } catch (error) {
    if (isAbort(error)) setStopped(true);
    else setDraft((latest) => latest && { ...latest, error: toCodedError(error) });
  }
}

/** Imports the comments alone, when the labels are of no use. */
export function importUnlabelled(): void {
  chooseColumns({ labelColumn: null });
  void importDraft();
}
