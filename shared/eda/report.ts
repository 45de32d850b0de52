import type { TextLanguage } from '../text/language/language';
import type { WordClass } from '../text/tagging/partsOfSpeech';

/*
 * What Explore finds out, as plain data: it crosses threads, is cached, and is what `explore --json` prints.
 * Sections arrive one by one, so all but the first facts may be missing from a report under way.
 */

/** A comment's class: its label, or none. */
export type ClassKey = '0' | '1' | 'unlabelled';

export const CLASS_KEYS: readonly ClassKey[] = ['0', '1', 'unlabelled'];

/** One value per class that the data has; a class without rows is left out. */
export type ByClass<Value> = Partial<Record<ClassKey, Value>>;

/** The parts of a report, in the order they are worked out. */
export const EDA_SECTIONS = [
  'overview',
  'lengths',
  'style',
  'identity',
  'personalData',
  'terms',
  'distinction',
  'collocations',
  'duplicates',
  'partsOfSpeech',
  'labelErrors',
] as const;

export type EdaSection = (typeof EDA_SECTIONS)[number];

export interface EdaSettings {
  /** Of stop words, stems and lemmas; `auto` tells by the script of each word. */
  readonly language: 'auto' | 'en' | 'ru';
  readonly tokens: 'plain' | 'stem' | 'lemma';
  readonly stopWords: 'none' | 'auto' | 'en' | 'ru' | readonly string[];
  /** Terms that occur less often in the whole text are left out. */
  readonly minCount: number;
  /** Terms kept for each class and n. */
  readonly topTerms: number;
}

export const EDA_DEFAULTS: EdaSettings = {
  language: 'auto',
  tokens: 'plain',
  stopWords: 'none',
  minCount: 1,
  topTerms: 1000,
};

export const LENGTH_MEASURES = ['characters', 'words', 'sentences', 'punctuation'] as const;

/**
 * Characters are code points; words are tokens of the pattern that vectorizers use (two letters or more); sentences are
 * those of text/sentences; punctuation marks those of `isPunctuation` (text/surfaceMarks): ASCII's but the underscore, and
 * what other scripts write for them.
 */
export type LengthMeasure = (typeof LENGTH_MEASURES)[number];

/** Of one measure over the rows of one class. Quantiles interpolate linearly, as numpy's default. NaN without rows. */
export interface LengthStatistics {
  readonly mean: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** At 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 and 0.99, keyed by these numbers as written here. */
  readonly quantiles: Readonly<Record<string, number>>;
}

/**
 * Rows per bin; bin i holds values from `edges[i]` up to, not including, `edges[i + 1]`. Edges are whole numbers, the first
 * is 0 and the last is above every value.
 */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: ByClass<readonly number[]>;
  /** True if the last bin holds all that is longer than most: it is wider than the others. */
  readonly overflow: boolean;
}

export type ClassFacts = { readonly rows: number } & Partial<Record<LengthMeasure, LengthStatistics>>;

export interface Overview {
  readonly rows: number;
  /** Different texts, byte by byte. */
  readonly unique: number;
  /** Rows whose text has no characters but white space. */
  readonly empty: number;
  /** Rows whose text says that there is none: NA, null, None ... (eda/blankText). */
  readonly missing: number;
  /** Rows whose letters and digits occurred before (text/duplicateGroups). */
  readonly duplicates: number;
  /** Texts, told apart in the same way, that carry both labels, and their rows. */
  readonly conflicts: { readonly texts: number; readonly rows: number };
  readonly languages: ByClass<Readonly<Record<TextLanguage, number>>>;
}

export interface TermCount {
  readonly term: string;
  /** Occurrences. */
  readonly count: number;
  /** Rows that hold it. */
  readonly documents: number;
}

/** Lengths of n-grams that the report lists, in words. */
export const NGRAM_LENGTHS = [1, 2, 3] as const;

export type NgramLength = (typeof NGRAM_LENGTHS)[number];

export interface DistinctTerm {
  readonly term: string;
  readonly n: NgramLength;
  /** Occurrences in class 1 and class 0, and rows. */
  readonly counts: readonly [one: number, zero: number];
  readonly documents: readonly [one: number, zero: number];
  /** Log-odds ratio with an informative Dirichlet prior, class 1 against class 0 (Monroe, Colaresi and Quinn 2008). */
  readonly logOdds: number;
  /** `logOdds` over its standard deviation. */
  readonly z: number;
  /** Pearson's chi-squared of rows with the term by class, one degree of freedom. */
  readonly chiSquared: number;
}

export interface Distinction {
  /** n by n: at most 100 terms of class 1, the highest z first, then at most 100 of class 0, the lowest z first. */
  readonly terms: readonly DistinctTerm[];
  /** n by n, at most 400: these terms and the commonest. */
  readonly scatter: readonly DistinctTerm[];
  /** By n: how many occurrences the prior counts for (`priorWeight` of eda/logOdds). */
  readonly priors: Partial<Readonly<Record<`${NgramLength}`, number>>>;
}

/** A proportion with its Wilson 95 % interval. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface WordClassShare {
  readonly wordClass: WordClass;
  /** Share of the words of each class, with a 95 % interval that allows for words of a comment being alike. */
  readonly shares: ByClass<Share>;
  /** Cohen's d of the share within a comment, class 1 less class 0; NaN without two classes. */
  readonly effect: number;
}

export interface PartsOfSpeech {
  /** Why there are none. */
  readonly absent: 'not-english' | null;
  /** Rows tagged: the English ones. */
  readonly rows: number;
  readonly classes: readonly WordClassShare[];
}

export const STYLE_MARKS = [
  'capitals',
  'exclamations',
  'questions',
  'repeatedLetters',
  'emoji',
  'urls',
  'obfuscated',
  'mixedAlphabets',
] as const;

/** A way of writing; a row has it or not. `capitals`: most of its letters, and at least one word of four, are capital. */
export type StyleMark = (typeof STYLE_MARKS)[number];

export interface StyleShare {
  readonly mark: StyleMark;
  /** Share of the rows of each class that have it. */
  readonly shares: ByClass<Share>;
}

export interface IdentityTerm {
  /** A key of shared/eda/identityTerms, `women`, `muslims` ... */
  readonly group: string;
  /** Words of the group that occur, the commonest first. */
  readonly words: readonly string[];
  /** Of the labelled rows that name the group, those labelled 1. */
  readonly toxic: Share;
}

export interface Identity {
  /** Of all labelled rows, those labelled 1. */
  readonly base: Share;
  readonly terms: readonly IdentityTerm[];
}

export const PERSONAL_DATA = ['email', 'phone', 'url', 'ip', 'handle'] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly rows: number;
  readonly occurrences: number;
  /** The first rows that hold it. */
  readonly examples: readonly number[];
}

/** Two words that stand side by side more often than chance would have it. */
export interface Collocation {
  readonly term: string;
  readonly count: number;
  /** Dunning's log-likelihood ratio (1993), and pointwise mutual information in bits. */
  readonly logLikelihood: number;
  readonly pmi: number;
}

/** Rows that say the same or nearly so. */
export interface DuplicateGroup {
  readonly kind: 'exact' | 'near';
  /** In order; `labels` goes with it (0, 1, or 255 for none). */
  readonly rows: readonly number[];
  readonly labels: readonly number[];
  readonly conflicting: boolean;
}

export interface Duplicates {
  /** Groups in all, of either kind, and rows that could go (all but the first of each group). */
  readonly exact: { readonly groups: number; readonly spare: number };
  readonly near: { readonly groups: number; readonly spare: number };
  readonly conflicting: { readonly groups: number; readonly rows: number };
  /** The largest groups, conflicting ones first, at most 1,000. */
  readonly groups: readonly DuplicateGroup[];
}

/** A label that out-of-fold confident learning holds to be wrong (Northcutt, Jiang and Chuang 2021). */
export interface LabelError {
  readonly row: number;
  readonly given: 0 | 1;
  readonly suggested: 0 | 1;
  /** Probability of the given label, by a model that has not seen the row. */
  readonly selfConfidence: number;
}

export interface LabelErrors {
  /** Why there are none to be had: one class, or too few rows for folds. */
  readonly absent: 'one-class' | 'too-few-rows' | null;
  /** Estimated number of wrong labels among `rows` labelled ones. */
  readonly estimated: number;
  readonly rows: number;
  /** The likeliest first, at most 1,000. */
  readonly errors: readonly LabelError[];
}

export interface EdaReport {
  readonly settings: EdaSettings;
  readonly rows: number;
  readonly classes: ByClass<ClassFacts>;
  readonly overview?: Overview;
  /** Bins on a linear and on a logarithmic axis. */
  readonly lengths?: Readonly<Record<LengthMeasure, { readonly linear: Histogram; readonly log: Histogram }>>;
  readonly style?: readonly StyleShare[];
  readonly identity?: Identity;
  readonly personalData?: readonly PersonalData[];
  /** By n: the commonest terms of each class, ties in the order of their bytes. */
  readonly terms?: Readonly<Record<`${NgramLength}`, ByClass<readonly TermCount[]>>>;
  /** By n: how many different terms and how many occurrences each class has in all. */
  readonly termTotals?: Readonly<Record<`${NgramLength}`, ByClass<{ readonly terms: number; readonly count: number }>>>;
  /** Empty without two classes. */
  readonly distinction?: Distinction;
  readonly collocations?: ByClass<readonly Collocation[]>;
  readonly duplicates?: Duplicates;
  readonly partsOfSpeech?: PartsOfSpeech;
  readonly labelErrors?: LabelErrors;
}

/** A section that has just been worked out, or how far the one under way has come. */
export type EdaProgress =
  | { readonly kind: 'progress'; readonly section: EdaSection; readonly done: number; readonly total: number }
  | { readonly kind: 'section'; readonly section: EdaSection; readonly found: Partial<EdaReport> };
