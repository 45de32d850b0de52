import { t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import type { Doubt, Judgement } from '../../stores/scoring';
import { languageName } from './languageName';

/** Why an answer is unsure; null where a person's own words decided in the model's place. */
export function doubtOf({ knowledge, decision }: Pick<Judgement, 'knowledge' | 'decision'>): Doubt | null {
  return decision.by === 'model' ? knowledge.doubt : null;
}

/** Why the model cannot tell, as a sentence. */
export function doubtText(doubt: Doubt, { knowledge }: Pick<Judgement, 'knowledge'>, model: ModelRecord): string {
  const words = t().predict.unsure;
  switch (doubt) {
    case 'nothing':
      return knowledge.words === 0 ? words.noWords : words.nothing;
    case 'language':
      return words.language(languageName(learntBy(model) ?? 'mul'));
    case 'unknown':
      return words.unknown(knowledge.unknown ?? knowledge.words, knowledge.words);
    case 'denied':
      return words.denied;
    case 'long':
      return words.long(knowledge.words, model.manifest.knownWords?.longest ?? 0);
  }
}

/** The language of the comments that a model has read; null where it is not known. */
function learntBy({ manifest, shipped }: ModelRecord): 'en' | 'ru' | null {
  const { language } = manifest.spec.text;
  return shipped?.language ?? (language === 'auto' ? null : language);
}
