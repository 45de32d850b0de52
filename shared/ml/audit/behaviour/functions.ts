/*
 * What a model of toxic comments should get right, function by function, after the idea of HateCheck (Röttger, Vidgen,
 * Nguyen, Waseem, Margetts and Pierrehumbert 2021, Functional tests for hate speech detection models).
 */

interface FunctionTraits {
  /** The right answer for every case: 1 toxic, 0 not. */
  readonly expected: 0 | 1;
  /**
   * True where the words are those of the other class and only who says them, and how, tells: a model that adds up words
   * cannot be expected to pass. Listed all the same, and counted apart.
   */
  readonly beyondWords: boolean;
}

const toxic: FunctionTraits = { expected: 1, beyondWords: false };
const harmless: FunctionTraits = { expected: 0, beyondWords: false };

/** In the order in which they are shown. */
export const BEHAVIOUR_FUNCTIONS = {
  directInsult: toxic,
  threat: toxic,
  command: toxic,
  groupInsult: toxic,
  capitals: toxic,
  spellingTricks: toxic,
  sarcasm: { expected: 1, beyondWords: true },
  groupNeutral: harmless,
  groupPositive: harmless,
  mildProfanity: harmless,
  technicalUse: harmless,
  friendlyUse: harmless,
  workCriticism: harmless,
  disagreement: harmless,
  harmlessCapitals: harmless,
  question: { expected: 0, beyondWords: true },
  negation: { expected: 0, beyondWords: true },
  quoting: { expected: 0, beyondWords: true },
  counterSpeech: { expected: 0, beyondWords: true },
  selfDeprecation: { expected: 0, beyondWords: true },
} as const satisfies Readonly<Record<string, FunctionTraits>>;

export type BehaviourFunction = keyof typeof BEHAVIOUR_FUNCTIONS;

/** Every function's cases in one language. */
export type BehaviourCases = Readonly<Record<BehaviourFunction, readonly string[]>>;
