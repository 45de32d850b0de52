import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { compareBytes } from './compareBytes';
import { type SklearnVectorizer, TOKEN_PATTERN } from './file';
import { invalid, unsupported } from './refusals';

/** A vectorizer as a model needs it: its terms sorted by their bytes. */
export interface ReadVectorizer {
  readonly settings: Partial<FeatureSettings>;
  /** Null if it leaves words as they are. */
  readonly stopWords: readonly string[] | null;
  readonly columns: number;
  /** Empty for hashing. */
  readonly terms: readonly string[];
  readonly idf: Float32Array<ArrayBuffer> | null;
  /** For each sorted term, its column in scikit-learn; null for hashing, whose columns are the same. */
  readonly order: Uint32Array | null;
}

const KINDS: ReadonlyMap<string, 'count' | 'tfidf' | 'hashing'> = new Map([
  ['CountVectorizer', 'count'],
  ['TfidfVectorizer', 'tfidf'],
  ['HashingVectorizer', 'hashing'],
]);

/** Settings that decide nothing once it is fitted and reads strings. */
const WITHOUT_EFFECT = [
  'decode_error',
  'dtype',
  'encoding',
  'max_df',
  'max_features',
  'min_df',
  'vocabulary',
  'smooth_idf',
];

/** What each setting may be, and what to do where it is something else. */
const ALLOWED: Readonly<Record<string, { readonly test: (value: unknown) => boolean; readonly expected: string }>> = {
  input: { test: (value) => value === 'content', expected: 'content: texts as strings' },
  analyzer: {
    test: (value) => value === 'word' || value === 'char' || value === 'char_wb',
    expected: 'word, char or char_wb, not a function: no code comes with a model',
  },
  preprocessor: isNone('a preprocessor'),
  tokenizer: isNone('a tokenizer'),
  ngram_range: {
    test: (value) =>
      Array.isArray(value) &&
      value.length === 2 &&
      value.every((n) => Number.isInteger(n) && n >= 1 && n <= 8) &&
      value[0] <= value[1],
    expected: 'two numbers from 1 to 8, the smaller first',
  },
  strip_accents: {
    test: (value) => value === null || value === 'unicode' || value === 'ascii',
    expected: 'None, unicode or ascii, not a function: no code comes with a model',
  },
  stop_words: {
    test: (value) => value === null || (Array.isArray(value) && value.every((word) => typeof word === 'string')),
    expected: 'None or a list of words',
  },
  lowercase: isBoolean(),
  binary: isBoolean(),
  use_idf: isBoolean(),
  sublinear_tf: isBoolean(),
  alternate_sign: isBoolean(),
  norm: { test: (value) => value === null || value === 'l1' || value === 'l2', expected: 'None, l1 or l2' },
  n_features: {
    test: (value) =>
      typeof value === 'number' && value >= 1024 && value <= 2 ** 24 && Number.isInteger(Math.log2(value)),
    expected: 'a power of two from 1024 to 16777216',
  },
  token_pattern: { test: () => true, expected: '' },
};

function isNone(what: string) {
  return {
    test: (value: unknown) => value === null,
    expected: `None: no code comes with a model. Fit it without ${what} of your own, or apply it to the text first`,
  };
}

function isBoolean() {
  return { test: (value: unknown) => typeof value === 'boolean', expected: 'True or False' };
}

/**
 * One vectorizer of the file.
 * @throws CodedError `sklearn-unsupported`, `sklearn-invalid`.
 */
export function readVectorizer(vectorizer: SklearnVectorizer, block: number, name: string): ReadVectorizer {
  const at = `vectorizers.${block}`;
  const { class: kindName, params } = vectorizer;
  const kind = KINDS.get(kindName);
  if (kind === undefined) throw unsupported(`${at}.class`, kindName, [...KINDS.keys()].join(', '));
  for (const [key, value] of Object.entries(params)) {
    if (WITHOUT_EFFECT.includes(key)) continue;
    const rule = Object.hasOwn(ALLOWED, key) ? ALLOWED[key] : undefined;
    if (rule === undefined) {
      throw unsupported(`${at}.params.${key}`, value, `left out: known are ${Object.keys(ALLOWED).join(', ')}`);
    }
    if (!rule.test(value)) throw unsupported(`${at}.params.${key}`, value, rule.expected);
  }
  const analyzer = pick(params.analyzer, ['word', 'char', 'char_wb'] as const, 'word');
  const pattern = params.token_pattern ?? TOKEN_PATTERN;
  if (analyzer === 'word' && pattern !== TOKEN_PATTERN) {
    throw unsupported(`${at}.params.token_pattern`, pattern, `${TOKEN_PATTERN}, scikit-learn’s own`);
  }
  const ngrams = params.ngram_range;
  const settings: Partial<FeatureSettings> = {
    kind,
    analyzer,
    ngramRange: Array.isArray(ngrams) ? [Number(ngrams[0]), Number(ngrams[1])] : [1, 1],
    binary: params.binary === true,
    lowercase: params.lowercase !== false,
    stripAccents: pick(params.strip_accents, ['unicode', 'ascii'] as const, 'none'),
    norm: params.norm === null ? 'none' : pick(params.norm, ['l1', 'l2'] as const, 'l2'),
    useIdf: params.use_idf !== false,
    smoothIdf: params.smooth_idf !== false,
    sublinearTf: params.sublinear_tf === true,
  };
  const words = analyzer === 'word' && Array.isArray(params.stop_words) ? params.stop_words.map(String) : [];
  const stopWords = words.length === 0 ? null : [...words].sort();
  if (kind === 'hashing') {
    const columns = typeof params.n_features === 'number' ? params.n_features : 2 ** 20;
    const hashing = { hashBits: Math.log2(columns), alternateSign: params.alternate_sign !== false };
    return { settings: { ...settings, ...hashing }, stopWords, columns, terms: [], idf: null, order: null };
  }
  return { settings, stopWords, ...readTerms(vectorizer, kind === 'tfidf' && settings.useIdf === true, at, name) };
}

function readTerms({ vocabulary, idf }: SklearnVectorizer, weighs: boolean, at: string, name: string) {
  if (!vocabulary || vocabulary.length === 0)
    throw invalid(name, `${at}.vocabulary`, 'nothing', 'the terms in the order of columns');
  if (weighs && idf?.length !== vocabulary.length) {
    throw invalid(name, `${at}.idf`, `${idf?.length ?? 0} numbers`, `${vocabulary.length}, one per term`);
  }
  const order = Uint32Array.from(vocabulary.keys()).sort((a, b) => compareBytes(vocabulary[a], vocabulary[b]));
  const terms = Array.from(order, (column) => vocabulary[column]);
  terms.forEach((term, i) => {
    if (/\p{Surrogate}/u.test(term))
      throw invalid(name, `${at}.vocabulary.${order[i]}`, 'half a character', 'whole characters');
    if (i > 0 && term === terms[i - 1])
      throw invalid(name, `${at}.vocabulary.${order[i]}`, `“${term}” again`, 'each term once');
  });
  return {
    columns: terms.length,
    terms,
    idf: weighs && idf ? Float32Array.from(order, (column) => idf[column]) : null,
    order,
  };
}

function pick<T extends string, F extends string>(value: unknown, values: readonly T[], fallback: F): T | F {
  return values.find((one) => one === value) ?? fallback;
}
