import type { Readable } from 'node:stream';
import { and, count, desc, eq, like, ne } from 'drizzle-orm';
import type { ModelOnServer, Prediction } from '#shared/api/models';
import { CodedError, systemErrorCode } from '#shared/base/errors';
import { textColumnOf } from '#shared/data/column/textColumn';
import { decodeSteps } from '#shared/ml/model/decode';
import type { DefaultModel } from '#shared/ml/model/defaultModels';
import { idSteps } from '#shared/ml/model/digest';
import type { ModelManifest } from '#shared/ml/model/manifest';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import { doubtOf, type Judged, judgeColumn } from '#shared/ml/scoring/judgeColumn';
import { probabilityOf } from '#shared/ml/scoring/probability';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { runSteps } from '#shared/runtime/steps';
import type { BlobStore } from '../blobs/blobStore';
import type { Tables } from '../store/database';
import { holding, type KeyedLocks } from '../store/keyedLocks';
import { models } from '../store/schema';
import type { DefaultShelf } from './defaultShelf';
import type { LoadedModels } from './loadedModels';

type Row = typeof models.$inferSelect;

export interface ModelServiceDeps {
  readonly tables: Tables;
  readonly blobs: BlobStore;
  readonly locks: KeyedLocks;
  readonly shelf: DefaultShelf;
  readonly loaded: LoadedModels;
  readonly maxModels: number;
  /** Whether a prediction loads its model. */
  readonly loadOnPredict: boolean;
}

/** What goes with a model file. */
export interface NewModel {
  readonly name?: string | undefined;
  readonly notes?: string | undefined;
  /** What the sender computed. */
  readonly id?: string | undefined;
  readonly owner: string | null;
}

/** A model's scores of some comments, and where it cannot tell. */
export interface ModelScores extends Judged {
  readonly id: string;
  readonly scorer: Scorer;
}

/** Models on the server: those that come with the app, and those that were trained or stored here. */
export class ModelService {
  readonly #deps: ModelServiceDeps;

  constructor(deps: ModelServiceDeps) {
    this.#deps = deps;
  }

  /** The defaults in the order of their index, then the others, the latest first. */
  async list(): Promise<ModelOnServer[]> {
    const { shelf, tables } = this.#deps;
    const defaults = [];
    for (const entry of shelf.entries) defaults.push(await this.#ofDefault(entry));
    const rows = await tables.select().from(models).orderBy(desc(models.createdAt), models.name);
    return [...defaults, ...rows.map((row) => this.#ofRow(row))];
  }

  /** @throws CodedError `model-missing`, `default-unknown`. */
  async get(reference: string): Promise<ModelOnServer> {
    const entry = this.#deps.shelf.find(reference);
    return entry ? this.#ofDefault(entry) : this.#ofRow(await this.#row(reference));
  }

  /** The bytes of a model file, as they were stored. */
  async pull(reference: string): Promise<{ id: string; name: string; bytes: number; stream: Readable }> {
    const { shelf, blobs } = this.#deps;
    const entry = shelf.find(reference);
    if (entry) return { id: entry.id, name: entry.name, ...(await shelf.stream(entry)) };
    const row = await this.#row(reference);
    const blob = await blobs.open('models', row.id);
    if (!blob) throw new CodedError('model-missing', { id: row.id });
    return { id: row.id, name: row.name, ...blob };
  }

  /**
   * Stores a model file after checking all of it; one that is here already is kept as it is.
   * @throws CodedError `name-taken`, `digest-mismatch`, `limit-reached`, `storage-full`, and what `decodeModel` throws.
   */
  async put(source: AsyncIterable<Uint8Array>, { name, notes = '', id, owner }: NewModel): Promise<ModelOnServer> {
    const { blobs, shelf, tables, locks } = this.#deps;
    if (name !== undefined) await this.#refuseTaken(name, id);
    let manifest: ModelManifest | null = null;
    let unlock = async () => {};
    try {
      const put = await blobs.put('models', source, async ({ read }) => {
        const bytes = await read();
        const got = await runSteps(idSteps(bytes));
        if (id !== undefined && id !== got) throw new CodedError('digest-mismatch', { got, expected: id });
        ({ manifest } = await runSteps(decodeSteps(bytes, name ?? got.slice(0, 10))));
        unlock = await locks.acquire(lockOf(got)); // until the row is there: nobody removes the bytes in between
        return got;
      });
      if (manifest === null) throw new Error('a model was stored without having been read');
      const entry = shelf.find(put.name);
      if (entry) {
        await blobs.remove('models', put.name); // it is on the shelf
        return await this.#ofDefault(entry);
      }
      const [known] = await tables.select().from(models).where(eq(models.id, put.name));
      if (known) return this.#ofRow(known);
      try {
        return this.#ofRow(await this.#insert({ id: put.name, name, notes, owner, bytes: put.bytes, manifest }));
      } catch (error) {
        if (put.added) await blobs.remove('models', put.name);
        throw error;
      }
    } finally {
      await unlock();
    }
  }

  /**
   * Stores a model that was trained here under `wanted`, or the same with a number where others were quicker to take
   * the name.
   */
  async keep(pieces: () => AsyncIterable<Uint8Array>, { name: wanted, ...rest }: NewModel): Promise<ModelOnServer> {
    for (;;) {
      const name = await this.#numberedName(wanted);
      try {
        return await this.put(pieces(), { ...rest, name });
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'name-taken' || name === undefined) throw error;
      }
    }
  }

  /** @throws CodedError `model-missing`, `model-is-default`, `name-taken`. */
  async rename(reference: string, name: string, notes: string | undefined): Promise<ModelOnServer> {
    const id = this.#own(reference);
    await this.#refuseTaken(name, id);
    const values = notes === undefined ? { name } : { name, notes };
    const [row] = await uniqueName(name, () =>
      this.#deps.tables.update(models).set(values).where(eq(models.id, id)).returning(),
    );
    if (!row) throw new CodedError('model-missing', { id });
    return this.#ofRow(row);
  }

  /** @throws CodedError `model-missing`, `model-is-default`. */
  async remove(reference: string): Promise<void> {
    const id = this.#own(reference);
    if (!(await this.#remove(id))) throw new CodedError('model-missing', { id });
  }

  /** Removes all but the defaults. Returns how many there were. */
  async removeAll(): Promise<number> {
    let removed = 0;
    for (const { id } of await this.#deps.tables.select({ id: models.id }).from(models)) {
      if (await this.#remove(id)) removed++;
    }
    return removed;
  }

  /** @throws CodedError `model-missing`, `limit-reached`. */
  async load(reference: string): Promise<ModelOnServer> {
    await this.#scorer(reference, true);
    return this.get(reference);
  }

  /** @throws CodedError `model-missing`, `model-is-default`. */
  async unload(reference: string): Promise<ModelOnServer> {
    const id = this.#own(reference);
    await this.#row(id);
    this.#deps.loaded.unload(id);
    return this.get(id);
  }

  /** @throws CodedError `model-missing`, `model-not-loaded` where predictions load nothing, `limit-reached`. */
  async predict(reference: string, texts: readonly string[]): Promise<{ id: string; predictions: Prediction[] }> {
    const { id, scorer, scores, doubts } = await this.score(reference, texts);
    const { model } = scorer;
    const { labels, thresholds } = model.manifest;
    const predictions = texts.map((_, row) => ({
      labels: labels.map((label, i) => {
        const score = scores[row * labels.length + i];
        return { label, score, probability: probabilityOf(model, score, i), flagged: score >= thresholds[i] };
      }),
      unsure: doubtOf(doubts[row]),
    }));
    return { id, predictions };
  }

  /** As `predict`, the numbers as they are. */
  async score(reference: string, texts: readonly string[]): Promise<ModelScores> {
    const { id, scorer } = await this.#scorer(reference, this.#deps.loadOnPredict);
    return { id, scorer, ...(await runSteps(judgeColumn(scorer, createKnowledgeReader(scorer), textColumnOf(texts)))) };
  }

  /**
   * A model ready to score, for callers that read its scores themselves.
   * @throws CodedError as `predict`, and `default-unknown`.
   */
  async scorerOf(reference: string): Promise<{ id: string; scorer: Scorer }> {
    return this.#scorer(reference, this.#deps.loadOnPredict);
  }

  /** `wanted` if no model has that name, else the same with a number; undefined stays. */
  async #numberedName(wanted: string | undefined): Promise<string | undefined> {
    if (wanted === undefined) return undefined;
    const rows = await this.#deps.tables.select({ name: models.name }).from(models);
    const taken = new Set(rows.map(({ name }) => name));
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted} (${number})`;
    return name;
  }

  /** Makes the index anew from the files: models that it lacks are added under their ids, entries without a file go. */
  async rebuild(): Promise<{ added: number; dropped: number; unreadable: readonly string[] }> {
    const { blobs, tables } = this.#deps;
    const known = new Set((await tables.select({ id: models.id }).from(models)).map(({ id }) => id));
    const there = new Set<string>();
    const unreadable: string[] = [];
    let added = 0;
    for await (const id of blobs.list('models')) {
      there.add(id);
      if (known.has(id)) continue;
      const bytes = await blobs.read('models', id);
      if (!bytes) continue;
      try {
        if ((await runSteps(idSteps(bytes))) !== id) throw new Error('its bytes changed');
        const { manifest } = await runSteps(decodeSteps(bytes, id));
        await this.#insert({ id, name: undefined, notes: '', owner: null, bytes: bytes.length, manifest });
        added++;
      } catch (error) {
        unreadable.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const lost = [...known].filter((id) => !there.has(id));
    for (const id of lost) await tables.delete(models).where(eq(models.id, id));
    return { added, dropped: lost.length, unreadable };
  }

  async #scorer(reference: string, mayLoad: boolean): Promise<{ id: string; scorer: Scorer }> {
    const { loaded, shelf, blobs } = this.#deps;
    const entry = shelf.find(reference);
    const id = entry?.id ?? reference;
    if (entry) return { id, scorer: await loaded.load(id, { isDefault: true }, () => shelf.open(entry)) };
    const row = await this.#rowOfLoaded(id);
    const ready = loaded.get(id);
    if (ready) return { id, scorer: await ready };
    if (!mayLoad) throw new CodedError('model-not-loaded', { id });
    const scorer = await loaded.load(id, { isDefault: false }, async () => {
      const bytes = await blobs.read('models', id);
      if (!bytes) throw new CodedError('model-missing', { id });
      return runSteps(decodeSteps(bytes, row.name));
    });
    await this.#rowOfLoaded(id); // it may have been removed while it was loaded
    return { id, scorer };
  }

  /** The row of a model; one that is gone, perhaps by way of another server, does not stay loaded. */
  async #rowOfLoaded(id: string): Promise<Row> {
    try {
      return await this.#row(id);
    } catch (error) {
      if (error instanceof CodedError) this.#deps.loaded.unload(id);
      throw error;
    }
  }

  /** False if there was none. */
  #remove(id: string): Promise<boolean> {
    const { tables, blobs, loaded, locks } = this.#deps;
    return holding(locks, lockOf(id), async () => {
      const rows = await tables.delete(models).where(eq(models.id, id)).returning({ id: models.id });
      loaded.unload(id);
      if (rows.length > 0) await blobs.remove('models', id);
      return rows.length > 0;
    });
  }

  /** The id of a model that is not a default. */
  #own(reference: string): string {
    const entry = this.#deps.shelf.find(reference);
    if (entry) throw new CodedError('model-is-default', { name: entry.name });
    return reference;
  }

  async #row(id: string): Promise<Row> {
    const [row] = await this.#deps.tables.select().from(models).where(eq(models.id, id));
    if (!row) throw new CodedError('model-missing', { id });
    return row;
  }

  async #insert(model: Omit<typeof models.$inferInsert, 'name'> & { name: string | undefined }): Promise<Row> {
    const { tables, maxModels } = this.#deps;
    const [{ there }] = await tables.select({ there: count() }).from(models);
    if (there >= maxModels) throw new CodedError('limit-reached', { what: 'models', limit: maxModels });
    const name = model.name ?? (await this.#freeName(model.id));
    const [row] = await uniqueName(name, () =>
      tables
        .insert(models)
        .values({ ...model, name })
        .onConflictDoUpdate({ target: models.id, set: { bytes: model.bytes } })
        .returning(),
    );
    return row;
  }

  /** A name for a model that came without one: the beginning of its id. */
  async #freeName(id: string): Promise<string> {
    const name = id.slice(0, 10);
    const taken = await this.#deps.tables
      .select({ name: models.name })
      .from(models)
      .where(like(models.name, `${name}%`));
    return taken.length === 0 ? name : id;
  }

  async #refuseTaken(name: string, id: string | undefined): Promise<void> {
    const other = id === undefined ? eq(models.name, name) : and(eq(models.name, name), ne(models.id, id));
    const [taken] = await this.#deps.tables.select({ id: models.id }).from(models).where(other);
    if (taken) throw new CodedError('name-taken', { name });
  }

  async #ofDefault(entry: DefaultModel): Promise<ModelOnServer> {
    const manifest = await this.#deps.shelf.manifestOf(entry);
    return {
      ...described(manifest),
      id: entry.id,
      name: entry.name,
      notes: '',
      bytes: entry.fileBytes,
      default: `default:${entry.name}`,
      loaded: this.#deps.loaded.has(entry.id),
      createdAt: null,
    };
  }

  #ofRow({ id, name, notes, bytes, manifest, createdAt }: Row): ModelOnServer {
    const loaded = this.#deps.loaded.has(id);
    return {
      ...described(manifest),
      id,
      name,
      notes,
      bytes,
      default: null,
      loaded,
      createdAt: createdAt.toISOString(),
    };
  }
}

function lockOf(id: string): string {
  return `models/${id}`;
}

function described({ labels, thresholds, rows, features, spec, metrics, warnings }: ModelManifest) {
  const terms = features.reduce((sum, one) => sum + one, 0);
  return { trained: true, labels, thresholds, rows, features: terms, spec, metrics, warnings };
}

/** Runs `write`, and turns the database's refusal of a second row of that name into an error that says so. */
async function uniqueName<Result>(name: string, write: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (systemErrorCode(cause) === '23505') throw new CodedError('name-taken', { name }, error);
    throw error;
  }
}
