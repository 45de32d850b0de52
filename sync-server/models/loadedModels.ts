import { CodedError } from '#shared/base/errors';
import type { Model } from '#shared/ml/model/model';
import { buildScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { runSteps } from '#shared/runtime/steps';
import { hasSurface } from '#shared/spec/pipelineSpec';
import { prepareText } from '#shared/text/preparation';

/** Of a model that comes with the app: it is always allowed in, and does not count. */
export interface LoadOptions {
  readonly isDefault: boolean;
}

/** Models that are ready to predict, at most so many of people's own. */
export class LoadedModels {
  /** In the order of their last use, the latest last. */
  readonly #ready = new Map<string, { scorer: Promise<Scorer>; isDefault: boolean }>();
  readonly #limit: number;
  readonly #evicts: boolean;

  /**
   * @param evicts true: where there is no room, the model that was used least recently goes; false: that is an error.
   */
  constructor(limit: number, evicts: boolean) {
    this.#limit = limit;
    this.#evicts = evicts;
  }

  has(id: string): boolean {
    return this.#ready.has(id);
  }

  get count(): number {
    return this.#ready.size;
  }

  /** The scorer of a loaded model, which counts as a use. */
  get(id: string): Promise<Scorer> | undefined {
    const entry = this.#ready.get(id);
    if (!entry) return undefined;
    this.#ready.delete(id);
    this.#ready.set(id, entry);
    return entry.scorer;
  }

  /**
   * Loads a model, once however many ask.
   * @throws CodedError `limit-reached` where nothing may be evicted; what `open` throws.
   */
  load(id: string, { isDefault }: LoadOptions, open: () => Promise<Model>): Promise<Scorer> {
    const there = this.get(id);
    if (there) return there;
    if (!isDefault) this.#makeRoom();
    const scorer = open().then(scorerOf);
    const entry = { scorer, isDefault };
    this.#ready.set(id, entry);
    scorer.catch(() => {
      if (this.#ready.get(id) === entry) this.#ready.delete(id); // the caller has the error; the next one tries again
    });
    return scorer;
  }

  unload(id: string): void {
    this.#ready.delete(id);
  }

  #makeRoom(): void {
    const own = [...this.#ready].filter(([, entry]) => !entry.isDefault);
    if (own.length < this.#limit) return;
    if (!this.#evicts) throw new CodedError('limit-reached', { what: 'loaded-models', limit: this.#limit });
    for (const [id] of own.slice(0, own.length - this.#limit + 1)) this.#ready.delete(id);
  }
}

/** Builds the tables of a model in steps, so that other requests are answered in between. */
async function scorerOf(model: Model): Promise<Scorer> {
  const { spec } = model.manifest;
  return runSteps(buildScorer(model, await prepareText(spec.text, hasSurface(spec))));
}
