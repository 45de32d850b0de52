import { createRandom, shuffle } from '#shared/base/random';
import { fillTemplate } from '#shared/ml/audit/fairness/fillTemplate';
import { IDENTITY_FORMS, type TemplateLanguage } from '#shared/ml/audit/fairness/identityForms';
import type { Templates } from '#shared/ml/audit/fairness/templates';
import { ENGLISH_TRAINING_TEMPLATES } from './neutralExamplesEnglish';
import { RUSSIAN_TRAINING_TEMPLATES } from './neutralExamplesRussian';

export interface NeutralExample {
  readonly text: string;
  readonly label: 0 | 1;
  /** Number of its template, over both labels: rows of one template belong on one side of a split. */
  readonly template: number;
}

export const TRAINING_TEMPLATES: Readonly<Record<TemplateLanguage, Templates>> = {
  en: ENGLISH_TRAINING_TEMPLATES,
  ru: RUSSIAN_TRAINING_TEMPLATES,
};

/**
 * Comments that teach a model not to judge by the names of groups: every name of identityForms.ts in `perName` harmless
 * sentences (label 0) and in as many mild insults (label 1), so that the name itself carries no information.
 * @param perName 1 to 30 sentences of each label, drawn for each name anew.
 * @returns 2 · perName rows a name, in the order of the names; the same for the same seed.
 */
export function neutralExamples(language: TemplateLanguage, seed: number, perName = 10): NeutralExample[] {
  const { neutral, toxic } = TRAINING_TEMPLATES[language];
  const random = createRandom(seed);
  return IDENTITY_FORMS[language].flatMap((identity) => {
    const drawn = (templates: readonly string[], label: 0 | 1, first: number) =>
      shuffle([...templates.keys()], random)
        .slice(0, perName)
        .map((at) => ({ text: fillTemplate(templates[at], identity), label, template: first + at }));
    return [...drawn(neutral, 0, 0), ...drawn(toxic, 1, neutral.length)];
  });
}
