import * as v from 'valibot';
import { pipelineSpecSchema } from '#shared/spec/pipelineSpec';
import { parseKept, readKept, writeKept } from '../browserStorage';
import { sourceSchema, type TrainingSource } from './sources';
import { type FormValue, PRESETS, type Preset, relevantSpec } from './specForm';

/*
 * The form of Train between visits. A value that is being typed and is no number yet (NaN) is kept as the last one that
 * was.
 */

export interface TrainDraft {
  readonly settings: { readonly preset: Preset } | { readonly spec: FormValue };
  readonly datasetId: string | null;
  readonly partName: string | null;
  /** How many times a comment of the dataset counts. */
  readonly weight: number;
  /** What else is learnt from, beside the dataset. */
  readonly more: readonly TrainingSource[];
  readonly labels: { readonly datasetId: string; readonly names: readonly string[] } | null;
  readonly modelName: string;
}

const KEY = 'moderato.train';

export const EMPTY_DRAFT: TrainDraft = {
  settings: { preset: 'recommended' },
  datasetId: null,
  partName: null,
  weight: 1,
  more: [],
  labels: null,
  modelName: '',
};

const name = v.pipe(v.string(), v.maxLength(1000));
const schema = v.object({
  settings: v.union([v.object({ preset: v.picklist(PRESETS) }), v.object({ spec: pipelineSpecSchema })]),
  datasetId: v.nullable(name),
  partName: v.nullable(name),
  weight: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0)), 1),
  more: v.optional(v.array(sourceSchema), []),
  labels: v.nullable(v.object({ datasetId: name, names: v.array(name) })),
  modelName: name,
});

/** What `text` says of a form; the empty one if it is not one of ours. */
export function parseDraft(text: string | null): TrainDraft {
  return parseKept(text, schema) ?? EMPTY_DRAFT;
}

/** A form as it is kept; null while its settings are not valid. */
export function draftToKeep(draft: TrainDraft): TrainDraft | null {
  const { settings } = draft;
  if ('preset' in settings || v.safeParse(pipelineSpecSchema, settings.spec).success) return draft;
  const relevant = v.safeParse(pipelineSpecSchema, relevantSpec(settings.spec));
  return relevant.success ? { ...draft, settings: { spec: relevant.output } } : null;
}

/** The form as it was left. */
export function readDraft(): TrainDraft {
  return readKept('localStorage', KEY, schema) ?? EMPTY_DRAFT;
}

/** Keeps the form. */
export function writeDraft(draft: TrainDraft): void {
  const kept = draftToKeep(draft);
  if (kept !== null) writeKept('localStorage', KEY, kept);
}
