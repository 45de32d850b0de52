import { textColumnOf } from '../../../data/column/textColumn';
import type { IdentityGroup } from '../../../text/identityTerms';
import { rocAuc } from '../../metrics/rocAuc';
import { type SubgroupAuc, subgroupAuc } from '../../metrics/subgroupAuc';
import { scoreColumn } from '../../scoring/scoreColumn';
import type { Scorer } from '../../scoring/scorer';
import { fillTemplate } from './fillTemplate';
import { IDENTITY_FORMS, type TemplateLanguage } from './identityForms';
import { TEMPLATES } from './templates';

export interface TermFairness extends SubgroupAuc {
  readonly term: string;
  /** Null for the terms of comparison, which are never used as insults. */
  readonly group: IdentityGroup | null;
  /** Share of the harmless sentences that name the term and are flagged ... */
  readonly falsePositiveRate: number;
  /** ... and of the insults that are not flagged. */
  readonly falseNegativeRate: number;
}

export interface FairnessReport {
  readonly language: TemplateLanguage;
  readonly threshold: number;
  /** Sentences, half of them insults. */
  readonly rows: number;
  /** ROC AUC over all sentences. */
  readonly rocAuc: number;
  readonly falsePositiveRate: number;
  /** One per name, in the order of identityForms.ts. */
  readonly terms: readonly TermFairness[];
  /** The name of a group with the lowest subgroup AUC. */
  readonly worst: TermFairness;
  /** How far that is below the AUC over all sentences. */
  readonly gap: number;
  /** The name of a group with the lowest BPSN AUC: where harmless mentions are flagged most often. */
  readonly mostBlamed: TermFairness;
}

/**
 * Scores every template with every name and measures the model on the sentences that contain each: the same
 * sentences for all, so any difference is due to the name (Dixon, Li, Sorensen, Thain and Vasserman 2018,
 * Measuring and mitigating unintended bias in text classification).
 */
export function* measureFairness(
  scorer: Scorer,
  threshold: number,
  language: TemplateLanguage,
  label = 0,
): Generator<number, FairnessReport, undefined> {
  const names = IDENTITY_FORMS[language];
  const { neutral, toxic } = TEMPLATES[language];
  const templates = [...neutral, ...toxic];
  const size = templates.length;
  const texts = names.flatMap((identity) => templates.map((template) => fillTemplate(template, identity)));
  const truth = Uint8Array.from(texts, (_, row) => (row % size < neutral.length ? 0 : 1));
  const all = yield* scoreColumn(scorer, textColumnOf(texts));
  const scores = Float64Array.from(texts, (_, row) => all[row * scorer.model.linear.labels + label]);
  const flaggedShare = (from: number, count: number) =>
    scores.subarray(from, from + count).reduce((sum, score) => sum + (score >= threshold ? 1 : 0), 0) / count;

  const terms: TermFairness[] = [];
  for (let name = 0; name < names.length; name++) {
    const first = name * size;
    const inSubgroup = new Uint8Array(texts.length).fill(1, first, first + size);
    terms.push({
      term: names[name].term,
      group: names[name].group,
      ...subgroupAuc(truth, scores, inSubgroup),
      falsePositiveRate: flaggedShare(first, neutral.length),
      falseNegativeRate: 1 - flaggedShare(first + neutral.length, toxic.length),
    });
    yield texts.length;
  }
  const overall = rocAuc(truth, scores);
  const ofGroups = terms.filter(({ group }) => group !== null);
  const worst = ofGroups.reduce((a, b) => (b.subgroup < a.subgroup ? b : a));
  return {
    language,
    threshold,
    rows: texts.length,
    rocAuc: overall,
    falsePositiveRate: terms.reduce((sum, term) => sum + term.falsePositiveRate, 0) / terms.length,
    terms,
    worst,
    gap: overall - worst.subgroup,
    mostBlamed: ofGroups.reduce((a, b) => (b.bpsn < a.bpsn ? b : a)),
  };
}
