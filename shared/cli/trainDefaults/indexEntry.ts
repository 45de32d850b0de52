import { sha256Hex } from '#shared/base/hash';
import { decodeModel } from '#shared/ml/model/decode';
import type { DefaultModelsInput } from '#shared/ml/model/defaultModels';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { wordsOf } from './card';
import type { Corpus } from './corpus';
import type { Source } from './sources';
import type { Trained } from './train';

export type IndexEntry = DefaultModelsInput['models'][number];

/** The name of a model's file. It includes the start of the id, so that a file of that name never changes. */
export function fileName(name: string, id: string): string {
  return `${name}.${id.slice(0, 12)}.moderato`;
}

/** A trained model's entry in the index. */
export function indexEntry(trained: Trained, corpus: Corpus, sources: readonly Source[]): IndexEntry {
  const { recipe, result, packed, sure, attacks, fairness, behaviour, places } = trained;
  const model = decodeModel(result.bytes);
  const { manifest } = model;
  const metrics = manifest.metrics ?? [];
  return {
    name: recipe.name,
    id: result.id,
    file: fileName(recipe.name, result.id),
    fileBytes: packed.length,
    fileSha256: sha256Hex(packed),
    bytes: result.bytes.length,
    language: recipe.language,
    recommended: recipe.recommended,
    manifest,
    thresholds: {
      default: {
        score: manifest.thresholds[0],
        probability: probabilityOf(model, manifest.thresholds[0]),
        precision: metrics[0]?.precision ?? null,
        recall: metrics[0]?.recall ?? null,
      },
      precision95: sure && {
        score: sure.threshold,
        probability: probabilityOf(model, sure.threshold),
        precision: sure.precision,
        recall: sure.recall,
      },
    },
    figures: metrics.map((figures, label) => ({
      label: manifest.labels[label],
      rows: figures.rows,
      positives: figures.positives,
      rocAuc: { value: figures.rocAuc, lower: figures.rocAucLower, upper: figures.rocAucUpper },
      averagePrecision: figures.averagePrecision,
      precision: figures.precision,
      recall: figures.recall,
      f1: figures.f1,
      ece: figures.ece,
    })),
    places,
    data: sources.map(({ name, licence, url }, source) => ({
      name,
      licence,
      source: url,
      rows: corpus.rows.filter((row) => row.source === source).length,
    })),
    ...wordsOf(recipe, corpus.cleaning),
    attacks: attacks && {
      rows: attacks.rows,
      plain: attacks.plain.rocAuc,
      mixed: attacks.attacks.find(({ attack }) => attack === 'mixed')?.rocAuc ?? Number.NaN,
      kinds: attacks.attacks.map(({ attack, rocAuc }) => ({ kind: attack, rocAuc })),
    },
    fairness: {
      rocAuc: fairness.rocAuc,
      terms: fairness.terms
        .map(({ term, subgroup, falsePositiveRate }) => ({ term, rocAuc: subgroup, falsePositiveRate }))
        .sort((a, b) => a.rocAuc - b.rocAuc),
    },
    behaviour: behaviour.functions.map(({ function: name, cases, passed, unsure }) => ({
      function: name,
      cases,
      passed,
      unsure,
    })),
  };
}
