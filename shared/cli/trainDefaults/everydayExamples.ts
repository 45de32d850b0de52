import { createRandom, shuffle } from '#shared/base/random';
import { BEHAVIOUR_CASES } from '#shared/ml/audit/behaviour/runBehaviour';
import type { TemplateLanguage } from '#shared/ml/audit/fairness/identityForms';
import { ENGLISH_EVERYDAY } from './everydayEnglish';
import { RUSSIAN_EVERYDAY } from './everydayRussian';

/** Sentences with slots such as `{name}`, and the words that fill them. */
export interface EverydaySentences {
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly neutral: readonly string[];
  /**
   * Harmless sentences with a rude word: it is quoted, denied or about the speaker. Few are made of each, since the
   * word is rude all the same.
   */
  readonly spared: readonly string[];
  readonly toxic: readonly string[];
}

export interface EverydayExample {
  readonly text: string;
  readonly label: 0 | 1;
  /** Number of its template, over both labels: rows of one template belong on one side of a split. */
  readonly template: number;
}

export const EVERYDAY: Readonly<Record<TemplateLanguage, EverydaySentences>> = {
  en: ENGLISH_EVERYDAY,
  ru: RUSSIAN_EVERYDAY,
};

/**
 * What people write to one another every day, and mild insults of the same length: small talk, names, kind words to
 * "you", signs alone, technical, medical and gaming speech, insults quoted or denied.
 * @param perTemplate sentences made of a template with slots, fewer where the words run out; one of any other.
 * @returns no text twice, and no case of the behaviour tests; the same for the same seed.
 */
export function everydayExamples(language: TemplateLanguage, seed: number, perTemplate = 12): EverydayExample[] {
  const { slots, neutral, spared, toxic } = EVERYDAY[language];
  const random = createRandom(seed);
  // What models are tested with is never learnt.
  const tested = new Set(Object.values(BEHAVIOUR_CASES[language]).flat().map(lettersOf));
  const seen = new Set<string>();
  const examples: EverydayExample[] = [];
  const add = (template: string, label: 0 | 1, number: number, most: number) => {
    const queues = new Map<string, string[]>();
    const next = (slot: string): string => {
      let queue = queues.get(slot);
      if (!queue || queue.length === 0) queue = shuffle([...slots[slot]], random);
      queues.set(slot, queue);
      return queue.pop() ?? '';
    };
    const times = template.includes('{') ? most : 1;
    for (let time = 0; time < times; time++) {
      const text = capitalised(template.replace(/\{([a-zA-Z]+)\}/g, (_, slot: string) => next(slot)));
      if (seen.has(text) || (tested.has(lettersOf(text)) && lettersOf(text) !== '')) continue;
      seen.add(text);
      examples.push({ text, label, template: number });
    }
  };
  const groups = [
    { templates: neutral, label: 0, most: perTemplate },
    { templates: spared, label: 0, most: Math.ceil(perTemplate / 4) },
    { templates: toxic, label: 1, most: perTemplate },
  ] as const;
  let number = 0;
  for (const { templates, label, most } of groups) {
    for (const template of templates) add(template, label, number++, most);
  }
  return examples;
}

/** What is the same in sentences that differ in signs and capitals alone. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
