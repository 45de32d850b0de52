import { transfer } from 'comlink';
import type { ReadOptions } from '#shared/data/filePlan';
import { cut } from '#shared/messages/isolated';
import type { BehaviourReport } from '#shared/ml/audit/behaviour/runBehaviour';
import type { ScriptKind } from '#shared/ml/exchange/script/exportScript';
import type { LeftOut } from '#shared/ml/exchange/sklearn/exportSklearn';
import { EXHAUSTIVE_WORDS, type Flip, smallestFlip, wordsOf } from '#shared/ml/explain/flip';
import { type TopTerms, topTerms } from '#shared/ml/explain/topTerms';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import { hasProbability, probabilityOf, scoreAt } from '#shared/ml/scoring/probability';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { type SentenceScore, scoreSentences } from '#shared/ml/scoring/sentenceScores';
import { runSteps } from '#shared/runtime/steps';
import type { FileModel, FileModels, JudgeElsewhere } from '#shared/scoredCsv/fileJudges';
import type { ScoredFile, ScoreFileChoices, ScoreFileProgress } from '#shared/scoredCsv/scoreFile';
import type { TypedFormat } from '#shared/scoredCsv/typedTable';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import type { WordLists } from '#shared/text/wordLists/entries';
import { createWordListReader, type WordListReader } from '#shared/text/wordLists/wordLists';
import { onChange } from '../../storage/changes';
import { keptDefaults } from '../../storage/defaults';
import { defaultOf, readIndex, readModelFile } from '../../storage/modelFile';
import { listModels, type NewModel, putModels } from '../../storage/models';
import { type ModelRecord, NAME_LIMIT } from '../../storage/records';
import { withJudges } from '../judge/judgePool';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';
import { type Answering, type Judgement, judgeText, type ShownAnswer, shownAnswer } from './answer';
import type { SharedModel } from './keepShared';
import type { MeasuredOn } from './measureOn';
import type { LabelQueue } from './queueOf';

/** Which models score a file: the first, or for every row the one of its language. */
export interface ChosenModels {
  readonly automatic: boolean;
  readonly models: readonly {
    readonly id: string;
    /** What the file calls it. */
    readonly name: string;
    /** Null for a model that is not chosen by language. */
    readonly language: ModelLanguage | null;
    /** A score that overrides its own threshold, or null. */
    readonly threshold: number | null;
    /** Three answers: a score from here up to the threshold is unsure; null: there are two. */
    readonly unsureFrom: number | null;
  }[];
}

/** The result of a search for the words that decide. */
export interface FlipSearch {
  /** Null if no set of words was found whose removal flips the label. */
  readonly flip: Flip | null;
  /** True if every set was tried, so that null means there is none. */
  readonly complete: boolean;
}

/** The result of importing a model file: kept (`existed`: it was here before), or found to come with the app. */
export type ModelImport =
  | { readonly kind: 'own'; readonly record: ModelRecord; readonly existed: boolean }
  | { readonly kind: 'default'; readonly id: string };

/** A model in memory. */
export interface LoadedModel {
  readonly id: string;
  /** Time to fetch, check and prepare it, ms. */
  readonly milliseconds: number;
}

/** What a model can be written as for other programs. */
export type ExportKind = 'sklearn-json' | ScriptKind;

/** How many own models are kept ready; a person may change it. Those that come with the app are small, and stay. */
let loadedLimit = 3;

interface Loading {
  readonly scorer: Promise<Answering>;
  /** Comes with the app. */
  shipped: boolean;
  /** Null while it is being loaded. */
  milliseconds: number | null;
}

/** By id, the longest unused first. Promises, so that two calls at once load a model once. */
const loaded = new Map<string, Loading>();

async function scorerOf(id: string): Promise<Scorer> {
  return (await answeringOf(id)).scorer;
}

function answeringOf(id: string): Promise<Answering> {
  const found = loaded.get(id) ?? load(id);
  loaded.delete(id);
  loaded.set(id, found);
  unloadOldest();
  return found.scorer;
}

/** Forgets the own models that were not used for longest, beyond the limit. */
function unloadOldest(): void {
  let own = [...loaded.values()].filter(({ shipped }) => !shipped).length;
  for (const [oldest, { shipped }] of loaded) {
    if (own <= loadedLimit) break;
    if (shipped) continue;
    loaded.delete(oldest);
    own--;
  }
}

function load(id: string): Loading {
  const startedAt = performance.now();
  const open = async () => {
    loading.shipped = (await defaultOf(id)) !== undefined; // before its file, which may take a while to come
    const { bytes } = await readModelFile(id);
    const scorer = await loadScorer(decodeModel(bytes));
    const knowledge = createKnowledgeReader(scorer);
    loading.milliseconds = performance.now() - startedAt;
    return { scorer, knowledge };
  };
  const loading: Loading = { scorer: Promise.resolve().then(open), shipped: false, milliseconds: null };
  loading.scorer.catch(() => {
    if (loaded.get(id) === loading) loaded.delete(id); // so that the next call tries again
  });
  return loading;
}

// A model deleted in any tab is no longer used.
onChange(async (change) => {
  if (change !== 'models') return;
  const kept = new Set((await listModels()).map(({ id }) => id));
  for (const [id, { shipped }] of [...loaded]) if (!shipped && !kept.has(id)) loaded.delete(id);
});

let reader: WordListReader | null = null;
let readerKey = '';

/** The reader of `lists`, made when they change; null if they are empty. */
function readerOf(lists: WordLists): WordListReader | null {
  const key = JSON.stringify([lists.allow, lists.deny]);
  if (key !== readerKey) {
    const made = createWordListReader(lists);
    reader = made.active ? made : null;
    readerKey = key;
  }
  return reader;
}

/** The scoring worker's API for the stores. */
const api = {
  /**
   * Scores texts with the reasons shown.
   * @param threshold a score that overrides the model's own, or null.
   * @param lists a person's own words, applied after the model.
   * @param limit own models that may stay in memory.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async explain(
    modelId: string,
    texts: readonly string[],
    threshold: number | null,
    lists: WordLists,
    limit: number,
  ): Promise<ShownAnswer[]> {
    loadedLimit = limit;
    const answering = await answeringOf(modelId);
    const reader = readerOf(lists);
    return texts.map((text) => shownAnswer(answering, text, threshold, reader));
  },

  /**
   * Scores texts without the reasons.
   * @param threshold a score that overrides the model's own, or null.
   * @param lists a person's own words, applied after the model.
   * @param limit own models that may stay in memory.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async judge(
    modelId: string,
    texts: readonly string[],
    threshold: number | null,
    lists: WordLists,
    limit: number,
  ): Promise<Judgement[]> {
    loadedLimit = limit;
    const answering = await answeringOf(modelId);
    const reader = readerOf(lists);
    return texts.map((text) => judgeText(answering, text, threshold, reader));
  },

  /**
   * Scores the sentences of a text, each by itself; none for a text of a single one.
   * @param limit own models that may stay in memory.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async sentences(modelId: string, text: string, limit: number): Promise<SentenceScore[]> {
    loadedLimit = limit;
    const sentences = scoreSentences(await scorerOf(modelId), text);
    return sentences.length > 1 ? sentences : [];
  },

  /**
   * What comes with the app.
   * @throws CodedError `defaults-unreadable`.
   */
  defaults: readIndex,

  /** Ids of the default models that can be used without a network; none if their index cannot be read. */
  async keptDefaults(): Promise<string[]> {
    const known = await readIndex().catch(() => null); // reported by `defaults`
    return known === null ? [] : keptDefaults(known);
  },

  /**
   * Loads a model, so that the first scoring need not wait.
   * @param limit own models that may stay in memory: those unused for longest are unloaded.
   * @throws CodedError `model-missing`, `model-corrupt`, `default-unreachable`.
   */
  async load(modelId: string, limit: number): Promise<LoadedModel[]> {
    loadedLimit = limit;
    await scorerOf(modelId);
    return api.loaded(loadedLimit);
  },

  /** Forgets an own model; its file stays. */
  unload(modelId: string): LoadedModel[] {
    if (!loaded.get(modelId)?.shipped) loaded.delete(modelId);
    return api.loaded(loadedLimit);
  },

  /** The models in memory, after those beyond `limit` were unloaded. */
  loaded(limit: number): LoadedModel[] {
    loadedLimit = limit;
    unloadOldest();
    return [...loaded].flatMap(([id, { milliseconds }]) => (milliseconds === null ? [] : [{ id, milliseconds }]));
  },

  /**
   * A model's file, not deflated.
   * @throws CodedError as `load`.
   */
  async file(modelId: string): Promise<Uint8Array<ArrayBuffer>> {
    const { bytes } = await readModelFile(modelId);
    return transfer(bytes, [bytes.buffer]);
  },

  /**
   * Looks for the smallest set of words without which `text` gets the other label. It does not yield to the event loop:
   * about a second for 5 000 characters, during which nothing else is scored.
   * @param threshold a score that overrides the model's own, or null.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async flip(modelId: string, text: string, threshold: number | null): Promise<FlipSearch> {
    const flip = smallestFlip(await scorerOf(modelId), text, 0, threshold ?? undefined);
    return { flip, complete: wordsOf(text).length <= EXHAUSTIVE_WORDS };
  },

  /**
   * The terms that weigh most, at most `count` each way.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async topTerms(modelId: string, count: number): Promise<TopTerms> {
    return topTerms((await scorerOf(modelId)).model, 0, count);
  },

  /**
   * Runs the behaviour tests of a language.
   * @param threshold a score that overrides the model's own, or null.
   * @throws CodedError `model-missing`, `model-corrupt`, `default-unreachable`.
   */
  async behaviour(
    modelId: string,
    suite: BehaviourReport['language'],
    threshold: number | null,
  ): Promise<BehaviourReport> {
    const [scorer, { runBehaviour }] = await Promise.all([
      scorerOf(modelId),
      import('#shared/ml/audit/behaviour/runBehaviour'), // its sentences are of no use to scoring
    ]);
    return runSteps(runBehaviour(scorer, threshold ?? scorer.model.manifest.thresholds[0], suite));
  },

  /**
   * Writes a file's rows and the model's scores of them as CSV, into a Blob, which the browser keeps on disk.
   * @throws CodedError whatever `scoreFile` throws, `model-missing`, `model-corrupt`, `default-unreachable`; an
   *   AbortError.
   */
  async scoreFile(
    { automatic, models }: ChosenModels,
    file: File,
    options: ReadOptions,
    choices: ScoreFileChoices,
    onProgress: (progress: ScoreFileProgress) => void,
    signal: AbortSignal,
  ): Promise<ScoredFile & { readonly csv: Blob }> {
    const open = async ({ id, name, language, threshold, unsureFrom }: ChosenModels['models'][number]) => ({
      language,
      model: { name, scorer: await scorerOf(id), threshold, unsureFrom },
    });
    const [opened, { scoreFile }] = await Promise.all([
      Promise.all(models.map(open)),
      import('#shared/scoredCsv/scoreFile'), // the readers of files are of no use to a comment that is typed
    ]);
    const byLanguage = new Map(opened.flatMap(({ language, model }) => (language ? [[language, model] as const] : [])));
    const chosen: FileModels = automatic
      ? { kind: 'byLanguage', models: byLanguage }
      : { kind: 'one', model: opened[0].model };
    const parts: Blob[] = [];
    const write = (piece: Uint8Array<ArrayBuffer>) => void parts.push(new Blob([piece]));
    const report = throttled(onProgress);
    const scorers = opened.map(({ model }) => model.scorer);
    const ids = new Map<FileModel, string>(opened.map(({ model }, i) => [model, models[i].id]));
    const scored = await withJudges(file.size, scorers, (judge) => {
      const elsewhere: JudgeElsewhere | null =
        judge &&
        ((column, by, thresholds, modelOf) => {
          const names = by.map((model) => ids.get(model) ?? '');
          return judge({ column, models: names, modelOf, thresholds }, signal);
        });
      return runSteps(scoreFile(file, options, chosen, choices, write, elsewhere), signal, report);
    });
    return { ...scored, csv: new Blob(parts, { type: 'text/csv' }) };
  },

  /**
   * A scored CSV as Excel or Parquet.
   * @param textColumn the column of the comments.
   * @param rows how many there are.
   * @throws CodedError `export-limit`.
   */
  async scoredAs(csv: Blob, format: TypedFormat, textColumn: number, rows: number): Promise<Blob> {
    const { typedTable } = await import('#shared/scoredCsv/typedTable');
    const parts: Blob[] = [];
    const write = (piece: Uint8Array<ArrayBuffer>) => void parts.push(new Blob([piece]));
    await runSteps(typedTable(new File([csv], 'scored.csv'), format, textColumn, rows, write));
    return new Blob(parts);
  },

  /**
   * The probabilities that belong to `scores`, or nulls where the model has none.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async probabilities(modelId: string, scores: readonly number[]): Promise<(number | null)[]> {
    const { model } = await scorerOf(modelId);
    return scores.map((score) => probabilityOf(model, score));
  },

  /**
   * The scores that belong to `probabilities`, each in (0, 1); null for a model that has none.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async scoresAt(modelId: string, probabilities: readonly number[]): Promise<number[] | null> {
    const { model } = await scorerOf(modelId);
    return hasProbability(model) ? probabilities.map((probability) => scoreAt(model, probability)) : null;
  },

  /**
   * What has no label in a dataset, in the order in which it is worth labelling.
   * @param label of the dataset, by its position in `labelsOf`.
   * @param threshold a score that overrides that of the model's first label, or null.
   * @param onProgress receives the share done.
   * @throws CodedError as `load` and `queueOf`; an AbortError.
   */
  async queue(
    modelId: string,
    datasetId: string,
    label: number,
    threshold: number | null,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<LabelQueue> {
    const [scorer, { queueOf }] = await Promise.all([scorerOf(modelId), import('./queueOf')]);
    const model = { id: modelId, scorer };
    const queue = await queueOf(model, datasetId, threshold, label, throttled(onProgress), signal);
    return transfer(queue, [queue.rows.buffer, queue.labels.buffer]);
  },

  /**
   * How a model does on a dataset that is here.
   * @param threshold a score that overrides the model's own, or null.
   * @param onProgress receives the share done.
   * @throws CodedError as `load`, `dataset-missing`, `labels-none-usable`; an AbortError.
   */
  async measure(
    modelId: string,
    datasetId: string,
    threshold: number | null,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<MeasuredOn> {
    const [scorer, { measureOn }] = await Promise.all([scorerOf(modelId), import('./measureOn')]);
    return measureOn({ id: modelId, scorer }, datasetId, threshold, throttled(onProgress), signal);
  },

  /**
   * A model as another program reads it: see shared/ml/exchange.
   * @throws CodedError `export-unsupported`, and as `load`.
   */
  async exportAs(modelId: string, kind: ExportKind): Promise<{ text: string; leftOut: readonly LeftOut[] }> {
    const model = decodeModel((await readModelFile(modelId)).bytes);
    if (kind === 'sklearn-json') {
      const { exportSklearn } = await import('#shared/ml/exchange/sklearn/exportSklearn');
      const { json, leftOut } = exportSklearn(model, modelId);
      return { text: json, leftOut };
    }
    const { exportScript } = await import('#shared/ml/exchange/script/exportScript');
    return { text: await exportScript(model, modelId, kind), leftOut: [] };
  },

  /**
   * Several models' files as a zip.
   * @param names of the files, all different.
   * @throws CodedError as `load`.
   */
  async zip(modelIds: readonly string[], names: readonly string[]): Promise<Blob> {
    const { zipped } = await import('./modelFiles');
    return zipped(names, async (index) => (await readModelFile(modelIds[index])).bytes);
  },

  /**
   * Checks the models in a file (`.moderato`, a zip of several, JSON of scikit-learn's) and keeps each under its
   * SHA-256, with the file's name for a name. One that comes with the app is not kept a second time. All are checked
   * before one is kept.
   * @throws CodedError `model-not-a-model`, `model-too-new`, `model-cut-short`, `model-corrupt`, `model-too-large`,
   *   `sklearn-...`, `archive-...`, `file-unreadable`, `storage-full`.
   */
  async importModels(file: File): Promise<ModelImport[]> {
    const { modelsIn } = await import('./modelFiles');
    const checked = (await modelsIn(file)).map(({ name, bytes }) => ({
      name,
      bytes,
      manifest: decodeModel(bytes, name).manifest,
      id: modelId(bytes),
    }));
    const imported: (ModelImport | null)[] = [];
    const own: NewModel[] = [];
    for (const { name, bytes, manifest, id } of checked) {
      const isDefault = (await defaultOf(id)) !== undefined;
      imported.push(isDefault ? { kind: 'default', id } : null);
      if (isDefault) continue;
      const record: ModelRecord = {
        id,
        name: cut(name.replace(/\.(moderato|json)$/i, ''), NAME_LIMIT),
        createdAt: Date.now(),
        bytes: bytes.length,
        manifest,
        datasetName: null,
        origin: 'imported',
        notes: '',
        threshold: null,
      };
      own.push({ record, bytes });
    }
    const put = await putModels(own);
    let next = 0;
    return imported.map((one) => one ?? { kind: 'own', ...put[next++] });
  },

  /**
   * Checks a model that came from a server and keeps it under its SHA-256; one that is here already stays as it is.
   * @throws CodedError as `importModels`; `digest-mismatch` if it is another model than was asked for.
   */
  async keepShared(file: Blob, about: SharedModel): Promise<{ record: ModelRecord; existed: boolean }> {
    const { keepShared } = await import('./keepShared');
    return keepShared(file, about);
  },
};

export type ScoreApi = typeof api;

exposeApi(api);
