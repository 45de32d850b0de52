import { type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { type AttackReport, measureAttacks } from '#shared/ml/audit/attacks/measureAttacks';
import { BEHAVIOUR_FUNCTIONS, type BehaviourFunction } from '#shared/ml/audit/behaviour/functions';
import {
  BEHAVIOUR_CASES,
  type BehaviourReport,
  functionNames,
  runBehaviour,
} from '#shared/ml/audit/behaviour/runBehaviour';
import { fillTemplate } from '#shared/ml/audit/fairness/fillTemplate';
import { IDENTITY_FORMS, type TemplateLanguage } from '#shared/ml/audit/fairness/identityForms';
import { type FairnessReport, measureFairness } from '#shared/ml/audit/fairness/measureFairness';
import { TEMPLATES } from '#shared/ml/audit/fairness/templates';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { runStepsSync } from '#shared/runtime/steps';

/** Labelled comments to attack. */
export interface AttackedRows {
  readonly column: TextColumn;
  /** 1 toxic, 0 not, 255 unknown. */
  readonly truth: Uint8Array;
}

/** Results of the three suites for a model's first label at its threshold. */
export interface Suites {
  readonly behaviour: BehaviourReport;
  readonly fairness: FairnessReport;
  /** Measured with any word open to attack. */
  readonly attacks: AttackReport;
}

const SEED = 1;

/**
 * Runs every suite on a model.
 * @param rows comments to attack; null: the suites' own sentences (`ownSentences`).
 */
export function runSuites(scorer: Scorer, language: TemplateLanguage, rows: AttackedRows | null): Suites {
  const threshold = scorer.model.manifest.thresholds[0];
  const { column, truth } = rows ?? ownSentences(language);
  return {
    behaviour: runStepsSync(runBehaviour(scorer, threshold, language)),
    fairness: runStepsSync(measureFairness(scorer, threshold, language)),
    attacks: runStepsSync(measureAttacks(scorer, column, truth, SEED)),
  };
}

/** Misspelt already, or without a word to disguise. */
const UNATTACKED = new Set<BehaviourFunction>(['spellingTricks', 'marksAlone', 'otherLanguages']);

/**
 * Sentences of both classes: the cases that words decide, without misspellings, and the templates with names of no
 * group.
 */
export function ownSentences(language: TemplateLanguage): AttackedRows {
  const labelled: [string, number][] = functionNames()
    .filter((name) => !BEHAVIOUR_FUNCTIONS[name].beyondWords && !UNATTACKED.has(name))
    .flatMap((name) =>
      BEHAVIOUR_CASES[language][name].map((text): [string, number] => [text, BEHAVIOUR_FUNCTIONS[name].expected]),
    );
  const { neutral, toxic } = TEMPLATES[language];
  for (const identity of IDENTITY_FORMS[language].filter(({ group }) => group === null)) {
    for (const template of neutral) labelled.push([fillTemplate(template, identity), 0]);
    for (const template of toxic) labelled.push([fillTemplate(template, identity), 1]);
  }
  return {
    column: textColumnOf(labelled.map(([text]) => text)),
    truth: Uint8Array.from(labelled, ([, label]) => label),
  };
}
