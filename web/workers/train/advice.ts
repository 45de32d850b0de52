import { toCodedError } from '#shared/base/errors';
import { adviseOnHoldOut, type HeldOutAdvice } from '#shared/ml/advice/heldOutAdvice';
import { decodeModel } from '#shared/ml/model/decode';
import type { Measured } from '#shared/ml/pipeline/pipeline';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import type { Failure } from '#shared/ml/search/searchFold';
import type { LabelledText } from '#shared/ml/training/labelledText';
import { runSteps } from '#shared/runtime/steps';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import { readDefault, readDefaults } from '../../storage/defaults';

/** What the comments held out say of a training, and the model of the app that was measured on the same ones. */
export interface TrainingAdvice extends HeldOutAdvice {
  /** The id of the model that comes with the app for the language of the comments; null where there is none. */
  readonly shippedId: string | null;
  /** Why that model could not be measured, or null. */
  readonly shippedFailure: Failure | null;
}

/**
 * Compares what was trained with the model that comes with the app, another threshold and half of the comments. A
 * default model that cannot be read is reported and stops nothing.
 */
export async function advise(
  data: LabelledText,
  spec: PipelineSpec,
  measured: Measured,
  language: ModelLanguage | null,
  signal: AbortSignal,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
): Promise<TrainingAdvice> {
  let shippedId: string | null = null;
  let scorer: Scorer | null = null;
  let shippedFailure: Failure | null = null;
  try {
    const { models } = await readDefaults();
    const entry = models.find((model) => model.recommended && model.language === language);
    if (entry) {
      scorer = await loadScorer(decodeModel(await readDefault(entry), entry.file));
      shippedId = entry.id;
    }
  } catch (error) {
    const { code, params } = toCodedError(error);
    shippedFailure = { code, params };
  }
  const found = await runSteps(adviseOnHoldOut(data, spec, measured, scorer), signal, onProgress);
  return { ...found, shippedId, shippedFailure };
}
