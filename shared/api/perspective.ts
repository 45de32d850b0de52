import * as v from 'valibot';
import type { ModelLanguage } from '../text/language/modelLanguage';
import { modelReference, name } from './fields';
import { taskErrorSchema } from './tasks';

/* What clients of the Perspective API and the server agree on: its addresses, its attributes and its limits. */

/** Where the format's methods are. */
export const PERSPECTIVE_PATH = '/v1alpha1';
/** What may be called there, each with POST. */
export const PERSPECTIVE_METHODS = ['comments:analyze', 'comments:batchAnalyze', 'comments:suggestscore'] as const;
/** The description that Google's generated clients read first. */
export const DISCOVERY_PATH = '/$discovery/rest';

/** UTF-8 bytes of a comment, as the service that closed had it; `PERSPECTIVE_MAX_BYTES` changes it. */
export const COMMENT_BYTES = 20_480;
/** Comments of one `comments:batchAnalyze`. */
export const BATCH_LIMIT = 1000;
/** UTF-8 bytes of a comment that reasons are given for: an explanation costs more than a score. */
export const REASONS_BYTES = 20_480;
/** Words that one attribute's reasons list, those that weigh most. */
export const REASONS_LIMIT = 20;

/** Ids of the models that answered, separated by commas. */
export const MODEL_HEADER = 'Moderato-Model';
/** Why a model cannot tell (ml/scoring/doubt.ts), where one cannot. */
export const UNSURE_HEADER = 'Moderato-Unsure';

/** What answers an attribute: a label of a model. */
export interface AttributeModel {
  /** `default:NAME` or the SHA-256 of a model file. */
  readonly model: string;
  /** Null: the model's first. */
  readonly label: string | null;
}

const english = (label: string): Readonly<Partial<Record<ModelLanguage, AttributeModel>>> => ({
  en: { model: 'default:en', label },
});

/** The attributes that the models that come with Moderato answer, by language. */
export const SERVED_ATTRIBUTES: Readonly<Record<string, Readonly<Partial<Record<ModelLanguage, AttributeModel>>>>> = {
  TOXICITY: { ...english('toxic'), ru: { model: 'default:ru', label: 'toxic' } },
  SEVERE_TOXICITY: english('severe_toxic'),
  IDENTITY_ATTACK: english('identity_hate'),
  INSULT: english('insult'),
  PROFANITY: english('obscene'),
  THREAT: english('threat'),
};

/** Attributes that the format knows and no model here has learnt. A setting may give them one. */
export const UNSERVED_ATTRIBUTES: readonly string[] = [
  'TOXICITY_FAST',
  'SEXUALLY_EXPLICIT',
  'FLIRTATION',
  'ATTACK_ON_AUTHOR',
  'ATTACK_ON_COMMENTER',
  'INCOHERENT',
  'INFLAMMATORY',
  'LIKELY_TO_REJECT',
  'OBSCENE',
  'SPAM',
  'UNSUBSTANTIAL',
  'AFFINITY',
  'COMPASSION',
  'CURIOSITY',
  'NUANCE',
  'PERSONAL_STORY',
  'REASONING',
  'RESPECT',
  'ALIENATION',
  'FEARMONGERING',
  'GENERALIZATION',
  'MORAL_OUTRAGE',
  'POWER_APPEAL',
  'SCAPEGOATING',
];

/** `TOXICITY_EXPERIMENTAL` and its like follow the attribute without it, unless a model of their own is set. */
export const EXPERIMENTAL = '_EXPERIMENTAL';

/** The `errorType` of an error that is about a request's content. */
export type PerspectiveErrorType =
  | 'COMMENT_EMPTY'
  | 'COMMENT_TOO_LONG'
  | 'NO_REQUESTED_ATTRIBUTES'
  | 'INVALID_REQUEST'
  | 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE'
  | 'LANGUAGE_DETECTION_FAILED';

export const attributeName = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'expected a name such as TOXICITY'));

/** Which label of which model answers an attribute in a language. */
export const attributeSettingSchema = v.strictObject({
  attribute: attributeName,
  /** A tag such as `en` or `zh-Hant`; `*`: whatever language nothing else is set for. */
  language: v.pipe(v.string(), v.regex(/^(?:\*|[a-z]{2,3}(?:-[A-Z][a-z]{3})?)$/, 'expected a tag such as en, or *')),
  model: modelReference,
  /** Null: the model's first. */
  label: v.optional(v.nullable(name), null),
});

export type AttributeSetting = v.InferOutput<typeof attributeSettingSchema>;

export const attributeSettingsSchema = v.pipe(v.array(attributeSettingSchema), v.maxLength(1000));

export const setAttributeModels = v.strictObject({ models: attributeSettingsSchema });

/** What answers an attribute in a language now. */
export const answerSchema = v.strictObject({
  attribute: v.string(),
  language: v.string(),
  model: v.string(),
  label: v.nullable(v.string()),
  /** Who said so: it comes with Moderato, PERSPECTIVE_MODELS, or an admin. */
  source: v.picklist(['shipped', 'configured', 'set']),
  /** Why it cannot answer; null: it can. */
  problem: v.nullable(taskErrorSchema),
});

export type AttributeAnswer = v.InferOutput<typeof answerSchema>;
