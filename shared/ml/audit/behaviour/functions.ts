/*
 * What a model of toxic comments should get right, function by function, after the idea of HateCheck (Röttger, Vidgen,
 * Nguyen, Waseem, Margetts and Pierrehumbert 2021, Functional tests for hate speech detection models).
 */

interface FunctionTraits {
  /** The right answer for every case: 1 toxic, 0 not. */
  readonly expected: 0 | 1;
  /**
   * True where the words are typical of the other class and only the speaker and the tone decide: a model that adds up
   * words cannot be expected to pass. Listed all the same, and counted separately.
   */
  readonly beyondWords: boolean;
  /** Share of wrong answers that a model may give and still pass; null where nothing is asked of it. */
  readonly maxFailed: number | null;
}

const toxic: FunctionTraits = { expected: 1, beyondWords: false, maxFailed: null };
const harmless: FunctionTraits = { expected: 0, beyondWords: false, maxFailed: null };
/** Harmless whatever it is about: who writes it must not be flagged. */
const everyday = (maxFailed: number): FunctionTraits => ({ expected: 0, beyondWords: false, maxFailed });
const beyondWords = (expected: 0 | 1): FunctionTraits => ({ expected, beyondWords: true, maxFailed: null });

/** In the order in which they are shown. */
export const BEHAVIOUR_FUNCTIONS = {
  directInsult: { ...toxic, maxFailed: 0.1 },
  threat: toxic,
  command: toxic,
  groupInsult: toxic,
  capitals: toxic,
  spellingTricks: toxic,
  sarcasm: beyondWords(1),
  groupNeutral: harmless,
  groupPositive: harmless,
  mildProfanity: harmless,
  technicalUse: harmless,
  friendlyUse: harmless,
  workCriticism: harmless,
  disagreement: harmless,
  harmlessCapitals: harmless,
  smallTalk: everyday(0.05),
  names: everyday(0.1),
  kindToYou: everyday(0.05),
  marksAlone: everyday(0),
  technicalSpeech: everyday(0.1),
  gaming: everyday(0.1),
  sport: everyday(0.1),
  cooking: everyday(0.1),
  medical: everyday(0.1),
  otherLanguages: everyday(0.05),
  question: beyondWords(0),
  negation: beyondWords(0),
  quoting: beyondWords(0),
  counterSpeech: beyondWords(0),
  selfDeprecation: beyondWords(0),
} as const satisfies Readonly<Record<string, FunctionTraits>>;

export type BehaviourFunction = keyof typeof BEHAVIOUR_FUNCTIONS;

/** Every function's cases in one language. */
export type BehaviourCases = Readonly<Record<BehaviourFunction, readonly string[]>>;

/** What people write every day, ... */
export type EverydayFunction =
  | 'smallTalk'
  | 'names'
  | 'kindToYou'
  | 'marksAlone'
  | 'technicalSpeech'
  | 'gaming'
  | 'sport'
  | 'cooking'
  | 'medical'
  | 'otherLanguages';

/** ... and its cases in one language. */
export type EverydayCases = Readonly<Record<EverydayFunction, readonly string[]>>;
