import { createMemo, createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import { CodedError, toCodedError } from '#shared/base/errors';
import type { ClassFacts } from '#shared/eda/lengths/measures';
import { parseEdaSettings } from '#shared/eda/parseSettings';
import { type ByClass, CLASS_KEYS, type ClassKey } from '#shared/eda/section/classes';
import { EDA_DEFAULTS, type EdaSettings } from '#shared/eda/section/settings';
import {
  EDA_SECTIONS,
  type EdaProgress,
  type EdaReport,
  type EdaSection,
  type Lane,
  SECTIONS,
} from '#shared/eda/sections';
import { throwIfAborted } from '#shared/runtime/steps';
import type { DatasetInfo } from '../storage/records';
import { exploring, exploringBeside } from '../workers/eda/client';
import { datasets, loadDatasets } from './datasets';
import { parseAgain } from './tasks/parseAgain';
import { cancelTask, type Report, replaceTask, runTask } from './tasks/runTask';

/*
 * The report of one dataset, section by section. What was worked out before comes back at once; a new dataset, edited
 * rows or other settings start over.
 */

/** `unasked`: slow, worked out when asked for. `stopped`: a person stopped before its turn came. */
export type SectionState =
  | { readonly is: 'unasked' | 'waiting' | 'stopped' | 'done' }
  /** `fraction` is 0..1, or null while the end is unknown. */
  | { readonly is: 'working'; readonly fraction: number | null }
  | { readonly is: 'failed'; readonly error: CodedError };

/** What a report is of. */
export interface ExploreSubject {
  readonly datasetId: string;
  readonly revision: number;
  readonly settings: EdaSettings;
}

const againSchema = v.looseObject({
  datasetId: v.string(),
  settings: v.unknown(),
  sections: v.array(v.picklist(EDA_SECTIONS)),
});

const AT_ONCE = EDA_SECTIONS.filter((section) => !SECTIONS[section].slow);

/** After these nothing else will work either. */
const FATAL: ReadonlySet<string> = new Set([
  'dataset-missing',
  'storage-unavailable',
  'storage-damaged',
  'worker-failed',
]);

const REPORT_PARTS: readonly (keyof EdaReport)[] = [
  'classes',
  ...EDA_SECTIONS.flatMap((section): readonly (keyof EdaReport)[] => SECTIONS[section].parts),
];

const TOXIC_FIRST: readonly ClassKey[] = ['1', '0', 'unlabelled'];

type States = Readonly<Record<EdaSection, SectionState>>;

const [subject, setSubject] = createSignal<ExploreSubject | null>(null);
const [found, setFound] = createSignal<Partial<EdaReport>>({});
const [states, setStates] = createSignal<States>(startingStates());
const [startedAt, setStartedAt] = createSignal<number | null>(null);
const [settings, setSettings] = createSignal<EdaSettings>(EDA_DEFAULTS);

let wanted = new Set<EdaSection>();
let controller: AbortController | null = null;
const [taskId, setTaskId] = createSignal<string | null>(null);

/** A section that arrives must not draw the others anew: each part of the report is watched by itself. */
const watched = createRoot(() => {
  const parts = REPORT_PARTS.map((part) => [part, { enumerable: true, get: createMemo(() => found()[part]) }] as const);
  const report = Object.defineProperties({}, Object.fromEntries(parts)) as Partial<EdaReport>;
  const present = () => TOXIC_FIRST.filter((key) => (report.classes?.[key]?.rows ?? 0) > 0);
  const same = (a: readonly ClassKey[], b: readonly ClassKey[]) => a.join() === b.join();
  return { report, classes: createMemo(present, undefined, { equals: same }) };
});

/** What has been found out so far about the dataset on screen; reading a part follows that part alone. */
export const report = (): Partial<EdaReport> => watched.report;

/** The classes that have rows, toxic first: what people look for stands first. */
export const reportClasses = (): readonly ClassKey[] => watched.classes();

/** What the report is of, or null before the first. */
export const exploreSubject = subject;

/** How words are read; kept while the page is open. */
export const exploreSettings = settings;
export const setExploreSettings = setSettings;

/** How far a section has come. */
export const sectionState = (section: EdaSection): SectionState => states()[section];

/** When the work under way began (milliseconds, as performance.now), or null when there is none. */
export const exploringSince = startedAt;

/** How many of the sections asked for are there, and how many were asked for. */
export function exploreProgress(): { readonly done: number; readonly total: number } {
  const asked = EDA_SECTIONS.filter((section) => states()[section].is !== 'unasked');
  return { done: asked.filter((section) => states()[section].is === 'done').length, total: asked.length };
}

/** Shows the report of a dataset with these settings: what is the same as before stays, the rest is worked out. */
export function explore({ id, revision = 0 }: Pick<DatasetInfo, 'id' | 'revision'>, next: EdaSettings): void {
  const before = subject();
  const sameRows = before !== null && before.datasetId === id && before.revision === revision;
  if (sameRows && JSON.stringify(before.settings) === JSON.stringify(next)) return;
  const asked = EDA_SECTIONS.filter(
    (section) => AT_ONCE.includes(section) || (sameRows && states()[section].is !== 'unasked'),
  );
  const stays = (section: EdaSection) =>
    sameRows && !SECTIONS[section].dependsOnSettings && states()[section].is === 'done';
  setFound((now) => (sameRows ? withoutDependents(now) : {}));
  setStates((now) =>
    mapStates((section) => (stays(section) ? now[section] : { is: asked.includes(section) ? 'waiting' : 'unasked' })),
  );
  setSubject({ datasetId: id, revision, settings: next });
  restart(asked.filter((section) => !stays(section)));
}

/** Works out a section that was not asked for, was stopped or failed. */
export function askSection(section: EdaSection): void {
  if (subject() === null || wanted.has(section)) return;
  mark(section, { is: 'waiting' });
  wanted.add(section);
  if (controller === null) restart([...wanted]);
}

/** Stops all work; what is there stays. */
export function stopExploring(): void {
  controller?.abort();
  controller = null;
  const id = taskId();
  if (id !== null) cancelTask(id);
  setTaskId(null);
  wanted = new Set();
  setStartedAt(null);
  setStates((now) =>
    mapStates((section) =>
      now[section].is === 'waiting' || now[section].is === 'working' ? { is: 'stopped' } : now[section],
    ),
  );
}

function restart(sections: readonly EdaSection[]): void {
  controller?.abort();
  controller = null;
  const before = taskId();
  if (before !== null) replaceTask(before);
  setTaskId(null);
  wanted = new Set(sections);
  if (wanted.size === 0) {
    setStartedAt(null);
    return;
  }
  const mine = new AbortController();
  controller = mine;
  setStartedAt(performance.now());
  // How it ends stands in the report and in the list of tasks.
  void runAsTask(mine).catch(() => undefined);
}

/** What a report needs to be worked out again. */
export interface ExploreAgain {
  readonly datasetId: string;
  readonly settings: EdaSettings;
  readonly sections: readonly EdaSection[];
}

function runAsTask(mine: AbortController): Promise<void> {
  const of = subject();
  if (of === null) return Promise.resolve();
  const { datasetId } = of;
  const again: ExploreAgain = { datasetId, settings: of.settings, sections: [...wanted] };
  return runTask(
    {
      kind: 'explore',
      title: datasets()?.find(({ id }) => id === datasetId)?.name ?? datasetId,
      again,
      result: () => ({ kind: 'report', datasetId }),
      onStart: setTaskId,
      repeat: null,
    },
    async (report, signal) => {
      signal.addEventListener('abort', () => {
        if (controller === mine) stopExploring();
      });
      await run(mine.signal, report);
      throwIfAborted(mine.signal);
      const failed = again.sections.map((section) => states()[section]).find((state) => state.is === 'failed');
      if (failed?.is === 'failed') throw failed.error;
    },
  );
}

/**
 * Looks for what a report was of. The function that is returned works out what is missing of it.
 * @throws CodedError `dataset-missing`; `record-damaged` if `again` is not what `explore` kept.
 */
export async function prepareExplore(again: unknown): Promise<() => Promise<void>> {
  const { datasetId, settings: kept, sections } = parseAgain(againSchema, again);
  if (datasets() === undefined) await loadDatasets();
  const info = datasets()?.find(({ id }) => id === datasetId);
  if (info === undefined) throw new CodedError('dataset-missing', { id: datasetId });
  const next = parseEdaSettings(kept);
  return async () => {
    setSettings(next);
    explore(info, next);
    for (const section of sections) {
      const { is } = states()[section];
      if (is !== 'done' && is !== 'working') askSection(section);
    }
  };
}

/** Comments from which on a second worker, which has to be started, is worth it. */
const MANY_ROWS = 20_000;

/** Works until nothing is wanted; a section that fails leaves the others to go on. */
async function run(signal: AbortSignal, onOverall: Report): Promise<void> {
  const of = subject();
  if (of === null) return;
  const rows = datasets()?.find(({ id }) => id === of.datasetId)?.rows ?? 0;
  const both = rows >= MANY_ROWS && navigator.hardwareConcurrency >= 2;
  while (wanted.size > 0 && !signal.aborted) {
    if (!both) await runLanes(exploring, ['texts', 'words'], of, signal, onOverall);
    else {
      const texts = runLanes(exploring, ['texts'], of, signal, onOverall);
      await Promise.all([texts, runLanes(exploringBeside, ['words'], of, signal, onOverall)]);
    }
  }
  if (signal.aborted) return;
  controller = null;
  setStartedAt(null);
  setTaskId(null);
}

/** Works until nothing of these lanes is wanted. */
async function runLanes(
  worker: typeof exploring,
  lanes: readonly Lane[],
  of: ExploreSubject,
  signal: AbortSignal,
  onOverall: Report,
): Promise<void> {
  for (;;) {
    const batch = EDA_SECTIONS.filter((section) => wanted.has(section) && lanes.includes(SECTIONS[section].lane));
    if (batch.length === 0 || signal.aborted) return;
    let underWay: EdaSection | null = null;
    const onProgress = (progress: EdaProgress) => {
      // What arrives late belongs to another report; what is not wanted any more failed with all the others.
      if (signal.aborted || !wanted.has(progress.section)) return;
      underWay = progress.section;
      if (progress.kind === 'section') arrived(progress.section, progress.found);
      else
        mark(progress.section, { is: 'working', fraction: progress.total > 0 ? progress.done / progress.total : null });
      onOverall(overallProgress());
    };
    try {
      await worker.explore(of.datasetId, of.settings, batch, onProgress, signal);
      if (signal.aborted) return;
      // Asked for and not answered: this section has nothing to say here.
      for (const section of batch) if (wanted.has(section)) arrived(section, {});
    } catch (error) {
      if (signal.aborted) return;
      fail(toCodedError(error), underWay ?? batch[0]);
    }
  }
}

/** Sections count alike; of the one under way, what is done of it. */
function overallProgress() {
  const { done, total } = exploreProgress();
  const parts = EDA_SECTIONS.reduce((sum, section) => {
    const state = states()[section];
    return sum + (state.is === 'working' ? (state.fraction ?? 0) : 0);
  }, 0);
  return { fraction: total === 0 ? null : Math.min(1, (done + parts) / total), counts: { done, total } };
}

function arrived(section: EdaSection, part: Partial<EdaReport>): void {
  wanted.delete(section);
  setFound((now) => ({ ...now, ...part, classes: part.classes ? joined(now.classes, part.classes) : now.classes }));
  mark(section, { is: 'done' });
}

/** Facts about classes come in parts: how many rows, then how long they are. */
function joined(a: ByClass<ClassFacts> = {}, b: ByClass<ClassFacts>): ByClass<ClassFacts> {
  const all: ByClass<ClassFacts> = { ...a };
  for (const key of CLASS_KEYS) {
    const more = b[key];
    if (more !== undefined) all[key] = { ...a[key], ...more };
  }
  return all;
}

/** What is the same for all settings. */
function withoutDependents(all: Partial<EdaReport>): Partial<EdaReport> {
  const rest: { -readonly [Part in keyof EdaReport]?: EdaReport[Part] } = { ...all };
  for (const section of EDA_SECTIONS) {
    if (SECTIONS[section].dependsOnSettings) for (const part of SECTIONS[section].parts) delete rest[part];
  }
  return rest;
}

function fail(error: CodedError, section: EdaSection): void {
  const lost = FATAL.has(error.code) ? [...wanted] : [section];
  for (const each of lost) {
    wanted.delete(each);
    mark(each, { is: 'failed', error });
  }
}

function mark(section: EdaSection, state: SectionState): void {
  setStates((now) => ({ ...now, [section]: state }));
}

function mapStates(stateOf: (section: EdaSection) => SectionState): States {
  return Object.fromEntries(EDA_SECTIONS.map((section) => [section, stateOf(section)])) as States;
}

function startingStates(): States {
  return mapStates((section) => ({ is: SECTIONS[section].slow ? 'unasked' : 'waiting' }));
}
