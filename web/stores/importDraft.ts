import { createMemo, createRoot, createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { nameFamily } from '#shared/data/guess/labelNames';
import { judgeTally, type TallyJudgement } from '#shared/data/guess/labelTally';
import type { Combination, LabelChoices, Meaning } from '#shared/data/guess/meaning';
import type { LabelReading } from '#shared/data/importReport';
import { shapeOf } from '#shared/data/inspect';
import type { RepeatRule } from '#shared/data/repeats/repeatVotes';
import { cut } from '#shared/messages/isolated';
import { isAbort } from '#shared/runtime/steps';
import { NAME_LIMIT } from '../storage/records';
import {
  type DatasetInfo,
  findSameFile,
  type Inspection,
  importFile,
  inspectFile,
  type Preview,
  previewFile,
  type ReadChoices,
} from './datasets';
import { forgetChoices, recallChoices, rememberChoices } from './importDraftMemory';
import { fileArrived } from './tasks/fileWanted';
import { registerUnsaved } from './unsaved';

/** How far the counting of a whole file has come. */
export interface Counting {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  /** Milliseconds, as performance.now. */
  readonly startedAt: number;
}

/** A file that was chosen and is not imported yet. It outlives a visit to another room. */
export interface Draft {
  readonly file: File;
  /** What to call the dataset. */
  readonly name: string;
  /** What the person chose over the guesses. */
  readonly choices: ReadChoices;
  /** The beginning of the file. The last look that succeeded; it stays while another is made, so that nothing jumps. */
  readonly preview: Preview | null;
  /** All of the file; null until it has been read with these choices of columns. */
  readonly inspection: Inspection | null;
  readonly counting: Counting | null;
  readonly error: CodedError | null;
  readonly looking: boolean;
  /** It was handed over to be imported. */
  readonly importing: boolean;
  /** The choices are those that were made for the last file of this shape. */
  readonly recalled: boolean;
  /** The dataset that was imported from this very file. */
  readonly same: DatasetInfo | null;
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

/** What the choices make of the rows of the whole file; null until they have been counted. */
export const judgement: () => TallyJudgement | null = createRoot(() =>
  createMemo(() => {
    const now = draft();
    return now?.inspection ? judgeTally(now.inspection.tally, now.choices) : null;
  }),
);

/** Counts the looks, so that an overtaken one is dropped. */
let looks = 0;
let stopLook: AbortController | null = null;
/** The shape that a file has by guesses alone: what is remembered is kept under it. */
let shape: string | null = null;
/** What was chosen of the columns before the file is cut up otherwise, until a look has shown whether it holds. */
let held: Held | null = null;

/** Choices of columns that hold if the header stays the same. */
interface Held {
  readonly header: readonly string[];
  readonly choices: ReadChoices;
}

/** Starts with a file: guesses first, or what was chosen for the last file like it; then the person's corrections. */
export function openFile(file: File): void {
  shape = null;
  held = null;
  fileArrived('import');
  setDraft({
    file,
    name: cut(file.name, NAME_LIMIT),
    choices: {},
    preview: null,
    inspection: null,
    counting: null,
    error: null,
    looking: true,
    importing: false,
    recalled: false,
    same: null,
  });
  void look();
  void noticeSameFile(file);
}

async function noticeSameFile(file: File): Promise<void> {
  let same: DatasetInfo | null = null;
  try {
    same = await findSameFile(file);
  } catch {
    return; // What is wrong with the file or the storage is said by the look at it.
  }
  setDraft((now) => (now?.file === file ? { ...now, same } : now));
}

/** Goes on with a file though it has been imported already. */
export function importAgain(): void {
  setDraft((now) => now && { ...now, same: null });
}

/** Forgets the file. */
export function discardDraft(): void {
  stopLooking();
  setDraft(null);
  setStopped(false);
}

function stopLooking(): void {
  looks++;
  stopLook?.abort();
  stopLook = null;
}

/** Stops counting the rows of the file. What the beginning says stays on screen. */
export function stopCounting(): void {
  stopLooking();
  setDraft((now) => now && { ...now, counting: null, looking: false });
}

export function dismissImport(): void {
  setDone(null);
}

export function nameDraft(name: string): void {
  setDraft((now) => now && { ...now, name });
}

/**
 * Takes a choice of columns; the file is counted anew. What was chosen of values holds as long as the first label does.
 */
export function chooseColumns(change: Pick<ReadChoices, 'textColumn' | 'labelColumns' | 'combine'>): void {
  setDraft((now) => {
    if (!now) return now;
    const choices = { ...now.choices, ...change };
    if (change.labelColumns !== undefined) {
      const before = labelColumnsOf(now);
      if (change.labelColumns[0] !== before[0]) choices.label = undefined;
      const several = change.labelColumns.length > 1;
      if (!several) choices.combine = undefined;
      else if (before.length < 2 && change.combine === undefined) choices.combine = ruleFor(now, change.labelColumns);
    }
    return { ...now, choices, inspection: null, error: null };
  });
  void look();
}

/** Columns of one family are the votes of annotators; others are different offences, each a label of its own. */
function ruleFor({ preview }: Draft, columns: readonly (number | string)[]): Combination | undefined {
  const families = new Set(columns.map((column) => nameFamily(preview?.header[Number(column)] ?? '')));
  return families.size === 1 ? { rule: 'majority' } : undefined;
}

/** The label columns as chosen, or as guessed. */
export function labelColumnsOf({ choices, preview, inspection }: Draft): readonly number[] {
  if (choices.labelColumns !== undefined) return choices.labelColumns.map(Number);
  if (inspection !== null) return inspection.tally.columns;
  return preview?.labelColumn === null || preview === null ? [] : [preview.labelColumn];
}

/** The column of the comments as chosen, or as guessed. */
export function textColumnOf({ choices, preview }: Draft): number | null {
  return typeof choices.textColumn === 'number' ? choices.textColumn : (preview?.textColumn ?? null);
}

/** Takes the choice whether leftovers of programs are undone in the comments. */
export function chooseCleaning(clean: boolean): void {
  setDraft((now) => now && { ...now, choices: { ...now.choices, clean: clean || undefined }, error: null });
}

/** Takes a choice of how several columns make one label; undefined: each is a label of its own. */
export function chooseCombination(combine: Combination | undefined): void {
  setDraft((now) => now && { ...now, choices: { ...now.choices, combine }, error: null });
}

/** Takes a choice of what counts of comments that are in several rows with different labels. */
export function chooseRepeats(repeats: RepeatRule | undefined): void {
  setDraft((now) => now && { ...now, choices: { ...now.choices, repeats }, error: null });
}

/** Takes choices of what values mean. Undefined: the guesses hold. */
export function chooseLabels(change: Partial<LabelChoices> | undefined): void {
  setDraft((now) => {
    if (!now) return now;
    const label = change === undefined ? undefined : { ...labelChoicesOf(now), ...change };
    return { ...now, choices: { ...now.choices, label }, error: null };
  });
}

/** What is chosen of the values, or meant by the program that wrote the file. */
function labelChoicesOf({ choices, inspection }: Draft): LabelChoices {
  return choices.label ?? inspection?.tally.label ?? {};
}

/**
 * Sets what `values` mean in the columns of `readings`, or in all label columns. The first choice writes down what
 * every other value was taken for, so that none changes its meaning by the way.
 */
export function setMeanings(
  values: readonly string[],
  meaning: Meaning,
  readings: readonly LabelReading[] = judgement()?.labelling ?? [],
): void {
  const now = draft();
  if (now === null || readings.length === 0) return;
  const chosen = choicesOf(now, readings);
  const meanings: Record<string, Meaning> = { ...chosen.meanings };
  const byCut = readings.some(({ scheme }) => scheme.cut !== null);
  if (chosen.meanings === undefined && !byCut) {
    for (const reading of readings) {
      for (const { value, meaning: guessed } of reading.values) if (guessed !== 'ask') meanings[value] = guessed;
    }
  }
  for (const value of values) meanings[value] = meaning;
  const cutNow = chosen.cut ?? readings.find(({ scheme }) => scheme.cut !== null)?.scheme.cut ?? undefined;
  chooseLabelsOf(readings, { meanings, cut: cutNow });
}

/** Whether `readings` are of some of the label columns and not of all. */
const areSome = (readings: readonly LabelReading[]) => readings.length < (judgement()?.labelling.length ?? 0);

/** What is chosen of the values of `readings`. */
function choicesOf(now: Draft, readings: readonly LabelReading[]): LabelChoices {
  const { columns = {}, ...all } = labelChoicesOf(now);
  const [first] = readings;
  return areSome(readings) && Object.hasOwn(columns, first.name) ? columns[first.name] : all;
}

/** Takes choices of what the values of `readings` mean: of all label columns, or of those alone. */
export function chooseLabelsOf(readings: readonly LabelReading[], change: Partial<LabelChoices>): void {
  const now = draft();
  if (now === null) return;
  if (!areSome(readings)) {
    chooseLabels({ ...change, columns: undefined });
    return;
  }
  const own = { inverted: readings[0].inverted, ...choicesOf(now, readings), ...change };
  const named = Object.fromEntries(readings.map(({ name }) => [name, own]));
  chooseLabels({ columns: { ...labelChoicesOf(now).columns, ...named } });
}

/** Turns what a 1 or a yes of one label column means. */
export function turnColumn({ name, inverted }: LabelReading): void {
  const now = draft();
  if (now === null) return;
  if ((judgement()?.labelling.length ?? 0) < 2) {
    chooseLabels({ inverted: !inverted, meanings: undefined, cut: undefined });
    return;
  }
  chooseLabels({ columns: { ...labelChoicesOf(now).columns, [name]: { inverted: !inverted } } });
}

/** Takes a choice of a file in a zip: nothing that was chosen for another holds for it. */
export function chooseEntry(entry: string): void {
  setDraft((now) => {
    if (!now) return now;
    const guessed = now.name === cut(now.file.name, NAME_LIMIT) || now.name === baseName(now.choices.entry ?? '');
    const name = guessed ? cut(baseName(entry), NAME_LIMIT) : now.name;
    return { ...now, name, choices: { entry }, recalled: false, looking: true, inspection: null };
  });
  shape = null;
  held = null;
  void look();
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/**
 * Takes a choice of how the file is cut up. If the columns are the same afterwards, what was chosen of them holds; else
 * they are guessed anew.
 */
export function chooseReading(
  change: Pick<
    ReadChoices,
    'format' | 'encoding' | 'delimiter' | 'header' | 'skipLines' | 'quotes' | 'replaceBadBytes' | 'sheet' | 'decode'
  >,
): void {
  const before = draft();
  if (before === null) return;
  const { textColumn, labelColumns, label, combine, ...kept } = before.choices;
  // Also what a look that has not ended was to show: this one takes its place.
  held = {
    header: held?.header ?? before.preview?.header ?? [],
    choices: { ...held?.choices, ...given({ textColumn, labelColumns, label, combine }) },
  };
  setDraft({ ...before, choices: { ...kept, ...change }, looking: true, inspection: null });
  void look();
}

/** The choices that are made. */
function given(choices: ReadChoices): ReadChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== undefined));
}

/** Looks at the file again, as after it could not be read. */
export function lookAgain(): void {
  chooseReading({});
}

/** Reads the file by guesses from now on, and others like it. */
export function forgetRecalled(): void {
  if (shape !== null) forgetChoices(shape);
  held = null;
  setDraft(
    (now) => now && { ...now, choices: entryOnly(now.choices), recalled: false, looking: true, inspection: null },
  );
  void look();
}

const entryOnly = ({ entry }: ReadChoices): ReadChoices => (entry === undefined ? {} : { entry });

async function look(): Promise<void> {
  const now = draft();
  if (!now) return;
  stopLooking();
  const mine = looks;
  const controller = new AbortController();
  stopLook = controller;
  const update = (change: (latest: Draft) => Partial<Draft>) => {
    if (mine === looks) setDraft((latest) => latest && { ...latest, ...change(latest) });
  };
  setStopped(false);
  try {
    const { file } = now;
    const preview = await recalled(await previewFile(file, now.choices, controller.signal), update, controller.signal);
    if (mine !== looks) return;
    const before = held !== null && sameNames(held.header, preview.header) ? held.choices : {};
    held = null;
    // What was chosen since counts for more.
    update(({ choices }) => ({ preview, choices: { ...before, ...choices }, error: null }));
    await count(update, controller.signal);
  } catch (error) {
    if (isAbort(error)) return;
    const coded = toCodedError(error);
    update(({ preview }) => ({
      // Labels that are of no use are a matter of the columns: those stay to be chosen.
      preview: coded.code === 'labels-none-usable' ? preview : null,
      inspection: null,
      counting: null,
      error: coded,
      looking: false,
    }));
  }
}

/** At the first look at a file: what was chosen for the last one of its shape, and how the file looks by it. */
async function recalled(
  guessed: Preview,
  update: (change: (latest: Draft) => Partial<Draft>) => void,
  signal: AbortSignal,
): Promise<Preview> {
  const now = draft();
  if (now === null || shape !== null) return guessed;
  shape = shapeOf(guessed);
  const known = recallChoices(shape);
  if (known === null) return guessed;
  const choices: ReadChoices = { ...known, ...entryOnly(now.choices) };
  try {
    const preview = await previewFile(now.file, choices, signal);
    update(() => ({ choices, recalled: true }));
    return preview;
  } catch (error) {
    if (isAbort(error)) throw error;
    return guessed; // What was chosen does not fit this file after all.
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** Reads all of the file, if it is known which column to read. */
async function count(update: (change: (latest: Draft) => Partial<Draft>) => void, signal: AbortSignal): Promise<void> {
  const now = draft();
  if (now === null || textColumnOf(now) === null) {
    update(() => ({ looking: false, counting: null }));
    return;
  }
  const startedAt = performance.now();
  const { file } = now;
  update(() => ({ looking: false, counting: { bytesRead: 0, bytesTotal: file.size, rows: 0, startedAt } }));
  // What values mean is decided over what is counted, again and again; the file is read for its columns alone.
  const { label, combine, schemes, clean, repeats, ...choices } = now.choices;
  const inspection = await inspectFile(
    file,
    choices,
    ({ bytesRead, totalBytes, rows }) =>
      update(() => ({ counting: { bytesRead, bytesTotal: totalBytes ?? file.size, rows, startedAt } })),
    signal,
  );
  update(() => ({ inspection, counting: null }));
}

/** Counts the whole file, after that was stopped. */
export function countAgain(): void {
  void look();
}

/** Imports the file as chosen. If it fails the draft stays, with the reason; if it is stopped it stays as it was. */
export async function importDraft(): Promise<void> {
  const now = draft();
  const judged = judgement();
  if (!now?.inspection || judged === null || now.importing) return;
  const { inspection, choices } = now;
  const isSame = (latest: Draft | null) => latest?.file === now.file;
  const shapeNow = shape;
  setStopped(false);
  setDone(null);
  setDraft({ ...now, error: null, importing: true });
  const { limits, ...planned } = inspection.options;
  try {
    // What was seen is what is imported: the columns, and what each value means.
    const info = await importFile(now.file, {
      ...planned,
      ...choices,
      label: labelChoicesOf(now),
      textColumn: inspection.report.textColumn,
      labelColumns: inspection.tally.columns,
      schemes: judged.labelling,
      datasetName: now.name.trim() || now.file.name,
    });
    if (shapeNow !== null) rememberChoices(shapeNow, choices);
    setDraft((latest) => (isSame(latest) ? null : latest));
    setDone(info);
  } catch (error) {
    if (isAbort(error)) setStopped(true);
    const failure = isAbort(error) ? null : toCodedError(error);
    setDraft((latest) => (isSame(latest) && latest ? { ...latest, importing: false, error: failure } : latest));
  }
}

/** Imports the comments alone, when the labels are of no use. */
export async function importUnlabelled(): Promise<void> {
  const file = draft()?.file;
  setDraft(
    (now) => now && { ...now, choices: { ...now.choices, labelColumns: [], label: undefined, combine: undefined } },
  );
  await look();
  const now = draft();
  if (now?.file === file && now?.choices.labelColumns?.length === 0) await importDraft(); // else it was chosen otherwise
}
