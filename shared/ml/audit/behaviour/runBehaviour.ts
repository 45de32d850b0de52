import { textColumnOf } from '../../../data/column/textColumn';
import { createKnowledgeReader } from '../../scoring/doubt';
import { judgeColumn } from '../../scoring/judgeColumn';
import type { Scorer } from '../../scoring/scorer';
import { ENGLISH_CASES } from './casesEnglish';
import { RUSSIAN_CASES } from './casesRussian';
import { BEHAVIOUR_FUNCTIONS, type BehaviourCases, type BehaviourFunction } from './functions';

export type BehaviourLanguage = 'en' | 'ru';

export const BEHAVIOUR_CASES: Readonly<Record<BehaviourLanguage, BehaviourCases>> = {
  en: ENGLISH_CASES,
  ru: RUSSIAN_CASES,
};

/** A case that a model got wrong. */
export interface BehaviourFailure {
  readonly text: string;
  readonly score: number;
}

export interface FunctionResult {
  readonly function: BehaviourFunction;
  readonly expected: 0 | 1;
  /** Only the speaker and the tone decide: see functions.ts. */
  readonly beyondWords: boolean;
  readonly cases: number;
  readonly passed: number;
  /**
   * Cases of which the model says that it cannot tell. A harmless one of them is right even where its score would flag
   * it.
   */
  readonly unsure: number;
  /** In the order of the suite. */
  readonly failures: readonly BehaviourFailure[];
}

export interface BehaviourReport {
  readonly language: BehaviourLanguage;
  readonly threshold: number;
  /** Cases and passes of the functions that words can decide. */
  readonly cases: number;
  readonly passed: number;
  /** One per function, in the order of functions.ts. */
  readonly functions: readonly FunctionResult[];
}

/**
 * Runs the behavioural tests of a language.
 * @param threshold a case passes if `score ≥ threshold` is what is expected; of a harmless one also if the model is
 *   unsure.
 */
export function* runBehaviour(
  scorer: Scorer,
  threshold: number,
  language: BehaviourLanguage,
  label = 0,
): Generator<number, BehaviourReport, undefined> {
  const suite = BEHAVIOUR_CASES[language];
  const { labels } = scorer.model.linear;
  const knowledge = createKnowledgeReader(scorer);
  const own = label === 0 ? threshold : undefined; // doubts are about the first label
  const functions: FunctionResult[] = [];
  for (const name of functionNames()) {
    const texts = suite[name];
    const { expected, beyondWords } = BEHAVIOUR_FUNCTIONS[name];
    const { scores, doubts } = yield* judgeColumn(scorer, knowledge, textColumnOf(texts), own);
    const failures = texts
      .map((text, row) => ({ text, score: scores[row * labels + label], unsure: doubts[row] !== 0 }))
      .filter(({ score, unsure }) => (score >= threshold && !(unsure && expected === 0) ? 1 : 0) !== expected)
      .map(({ text, score }) => ({ text, score }));
    const passed = texts.length - failures.length;
    const unsure = doubts.filter((doubt) => doubt !== 0).length;
    functions.push({ function: name, expected, beyondWords, cases: texts.length, passed, unsure, failures });
    yield functions.length;
  }
  const decidable = functions.filter(({ beyondWords }) => !beyondWords);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    language,
    threshold,
    cases: sum(decidable.map(({ cases }) => cases)),
    passed: sum(decidable.map(({ passed }) => passed)),
    functions,
  };
}

/** The names of all functions, in the order in which they are shown. */
export function functionNames(): BehaviourFunction[] {
  return Object.keys(BEHAVIOUR_FUNCTIONS) as BehaviourFunction[];
}
