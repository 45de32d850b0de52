import { CodedError } from '../../../base/errors';
import { createRandom } from '../../../base/random';
import { sentenceIn } from '../../../messages/index';
import { explainText } from '../../explain/explain';
import { probabilityOf } from '../../scoring/probability';
import { loadScorer } from '../../scoring/scorer';
import { decodeModel } from '../decode';
import type { Model } from '../model';
import { mutateModelFile } from './mutateModelFile';

/** What became of mutated model files. */
export interface FuzzReport {
  readonly seed: number;
  readonly tried: number;
  /** Decoded, and every number they gave was finite. */
  readonly accepted: number;
  readonly refused: number;
  /** The slowest decoding, ms, and the size of its file. */
  readonly slowest: { readonly milliseconds: number; readonly bytes: number };
  /** What must not happen: the number of the mutant and what it did. */
  readonly failures: readonly { readonly mutant: number; readonly what: string }[];
}

export interface FuzzOptions {
  readonly seed: number;
  /** Stops after as many files ... */
  readonly runs: number;
  /** ... or after this time, whichever comes first. */
  readonly seconds: number;
  /** The first mutant to try; with `runs` 1, that one alone. */
  readonly first?: number;
}

const WORDS = 'you stupid rubbish thanks глупый спасибо are the fool idiot'.split(' ');

/** Short, long, repetitive and strange texts. */
const TEXTS = [
  '',
  ...WORDS,
  WORDS.join(' '),
  'you stupid '.repeat(200),
  'a',
  '!'.repeat(500),
  'я\u0301😀 \u202e stup1d',
];

/** Longer than any sentence about a model file needs to be. */
const SENTENCE_LIMIT = 500;
/** A decoding may take this long, and FREE_MILLISECONDS on top of it. */
const MILLISECONDS_PER_MEGABYTE = 500;
const FREE_MILLISECONDS = 300;
/** A decoding that took longer is tried again: it was slow if it always is, and not if the machine was busy. */
const TRIES = 5;

/**
 * Decodes mutants of `files` (valid, not deflated). Each must be refused with a code and a short sentence, or score
 * every text with finite numbers. Mutant i depends on the seed and i alone.
 */
export async function fuzzModelFiles(
  files: readonly Uint8Array<ArrayBuffer>[],
  { seed, runs, seconds, first = 0 }: FuzzOptions,
): Promise<FuzzReport> {
  const failures: { mutant: number; what: string }[] = [];
  let tried = 0;
  let accepted = 0;
  let slowest = { milliseconds: 0, bytes: 0 };
  const end = performance.now() + 1000 * seconds;
  for (let mutant = first; mutant < first + runs && performance.now() < end; mutant++, tried++) {
    const random = createRandom(seed * 2 ** 32 + mutant);
    const file = mutateModelFile(files[random.below(files.length)], random);
    const limit = FREE_MILLISECONDS + (MILLISECONDS_PER_MEGABYTE * file.length) / 2 ** 20;
    let decoded: Decoded = { failure: null };
    let milliseconds = Number.POSITIVE_INFINITY;
    for (let again = 0; again < TRIES && milliseconds > limit; again++) {
      const began = performance.now();
      decoded = decodeOrRefuse(file);
      milliseconds = Math.min(milliseconds, performance.now() - began);
    }
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, bytes: file.length };
    if (milliseconds > limit) {
      failures.push({ mutant, what: `${milliseconds.toFixed(0)} ms for ${file.length} bytes` });
    }
    if (!('model' in decoded)) {
      if (decoded.failure !== null) failures.push({ mutant, what: decoded.failure });
      continue;
    }
    accepted++;
    const failure = await scoreOrFail(decoded.model);
    if (failure !== null) failures.push({ mutant, what: failure });
  }
  return { seed, tried, accepted, refused: tried - accepted, slowest, failures };
}

type Decoded = { readonly model: Model } | { readonly failure: string | null };

function decodeOrRefuse(file: Uint8Array<ArrayBuffer>): Decoded {
  try {
    return { model: decodeModel(file, 'mutant') };
  } catch (error) {
    if (!(error instanceof CodedError)) return { failure: `uncoded: ${String(error)}` };
    for (const language of ['en', 'ru'] as const) {
      const sentence = sentenceIn(language, error);
      if (sentence.length > SENTENCE_LIMIT) return { failure: `a sentence of ${sentence.length} characters` };
      if (/undefined|\[object|\n/.test(sentence.replaceAll('"undefined"', ''))) return { failure: sentence };
    }
    return { failure: null };
  }
}

/** The first number that is not finite, in words; null if there is none. */
async function scoreOrFail(model: Model): Promise<string | null> {
  let scorer: Awaited<ReturnType<typeof loadScorer>>;
  try {
    scorer = await loadScorer(model);
  } catch (error) {
    return error instanceof CodedError ? null : `uncoded while loading: ${String(error)}`;
  }
  const { labels } = model.linear;
  const scores = new Float64Array(labels);
  const encoder = new TextEncoder();
  for (const text of TEXTS) {
    const bytes = encoder.encode(text);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    const numbers: (number | null)[] = [...scores];
    for (let label = 0; label < labels; label++) {
      numbers.push(probabilityOf(model, scores[label], label));
      numbers.push(probabilityOf(model, model.manifest.thresholds[label], label));
    }
    const { spans, terms, thresholdProbability } = explainText(scorer, text);
    numbers.push(thresholdProbability);
    for (const { contribution } of [...spans, ...terms]) numbers.push(contribution);
    const bad = numbers.find((number) => number !== null && !Number.isFinite(number));
    if (bad !== undefined) return `${bad} for ${JSON.stringify(text.slice(0, 40))}`;
  }
  return null;
}
