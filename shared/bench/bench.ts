import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LabelledFile, readLabelled } from '../cli/readLabelled';
import { type CommentsFacts, generateComments } from './generator';
import type { Measured } from './measure';
import { type PythonPeer, startPythonPeer } from './pythonPeer';
import { generateRecombined } from './recombined';
import { type RunnerFit, runFit, takesWorkers } from './runner';

/** A generated file of comments. */
export interface CommentsFile extends CommentsFacts {
  readonly path: string;
  readonly fileBytes: number;
}

/** What the rows of the table share. */
export interface Bench {
  /** Comments in the large measurements. */
  readonly rows: number;
  readonly quick: boolean;
  /** A file of labelled comments to measure on, where one was named. */
  readonly data: string | undefined;
  /** For files; removed at the end. */
  readonly folder: string;
  /** Null if no Python here has scikit-learn. */
  readonly python: PythonPeer | null;
  /** True if the runner's `fit` accepts a number of threads. */
  readonly takesWorkers: boolean;
  /** A file of `rows` comments, generated when first asked for. */
  comments(rows: number): Promise<CommentsFile>;
  /** The same, read by our reader. */
  labelled(rows: number): Promise<LabelledFile>;
  /** A file with the columns comment_text and toxic, read by our reader. Only the last is kept. */
  labelledIn(path: string): Promise<LabelledFile>;
  /** A file of `rows` comments put together from few sources, generated when first asked for. */
  recombined(rows: number): Promise<CommentsFile>;
  /** A model trained by the runner on `rows` comments with WORD_PAIRS; trained when first asked for. */
  model(rows: number): Promise<{ path: string; fit: RunnerFit }>;
  /** Prints what is being done. */
  log(text: string): void;
  close(): Promise<void>;
}

/** One line of the table. */
export interface Result {
  readonly work: string;
  readonly size: string;
  /** Empty where nothing is timed. */
  readonly measured: readonly Measured[];
  /** How many of `measured`, from the first, are ours; the others are peers. */
  readonly ours: number;
  /** What section 7 of the design asks for, as text; empty where it asks for nothing. */
  readonly toReach: string;
  /** What else was found, by name. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** The default pipeline over single words and pairs. */
export const WORD_PAIRS = { features: [{ ngramRange: [1, 2] as [number, number] }] };
/** The same for the peer. */
export const PEER_WORD_PAIRS = { analyzer: 'word', ngramRange: [1, 2] };

export async function createBench(
  rows: number,
  quick: boolean,
  log: (text: string) => void,
  data?: string,
): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'moderato-bench-'));
  const python = await startPythonPeer();
  const files = new Map<string, Promise<CommentsFile>>();
  const models = new Map<number, Promise<{ path: string; fit: RunnerFit }>>();
  let read: { path: string; file: Promise<LabelledFile> } | null = null;

  const generated = (name: string, generate: () => Comments): Promise<CommentsFile> => {
    const file = files.get(name) ?? writeComments(join(folder, `${name}.csv`), generate());
    files.set(name, file);
    return file;
  };
  const comments = (count: number) => generated(`comments-${count}`, () => generateComments({ rows: count }));
  const labelledIn = (path: string): Promise<LabelledFile> => {
    if (read?.path !== path) {
      read = { path, file: readLabelled(path, { text: 'comment_text', labels: ['toxic'] }) };
    }
    return read.file;
  };
  const train = async (count: number) => {
    const path = join(folder, `model-${count}.moderato`);
    return { path, fit: await runFit((await comments(count)).path, path, WORD_PAIRS, null) };
  };
  return {
    rows,
    quick,
    data,
    folder,
    python,
    takesWorkers: await takesWorkers(),
    comments,
    labelled: async (count) => labelledIn((await comments(count)).path),
    labelledIn,
    recombined: (count) => generated(`recombined-${count}`, () => generateRecombined({ rows: count })),
    model(count) {
      const model = models.get(count) ?? train(count);
      models.set(count, model);
      return model;
    },
    log,
    async close() {
      python?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Comments = ReturnType<typeof generateComments>;

/** Writes generated comments to `path`. */
async function writeComments(path: string, comments: Comments): Promise<CommentsFile> {
  const file = createWriteStream(path);
  let step = comments.next();
  while (!step.done) {
    if (!file.write(step.value)) await once(file, 'drain');
    step = comments.next();
  }
  file.end();
  await once(file, 'finish');
  return { ...step.value, path, fileBytes: (await stat(path)).size };
}

/** Reads what the peer wrote with numpy's tofile('<f8'). */
export async function readNumbers(path: string): Promise<Float64Array<ArrayBuffer>> {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  const copy = new Uint8Array(byteLength);
  copy.set(new Uint8Array(buffer, byteOffset, byteLength));
  return new Float64Array(copy.buffer);
}
