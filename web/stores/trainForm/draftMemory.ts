import * as v from 'valibot';
import { pipelineSpecSchema } from '#shared/spec/pipelineSpec';
import { type FormValue, PRESETS, type Preset, relevantSpec } from './specForm';

/*
 * The form of Train between visits. Best effort, as settings.ts says of localStorage. A value that is being typed and is
 * no number yet (NaN) is kept as the last one that was.
 */

export interface TrainDraft {
  readonly settings: { readonly preset: Preset } | { readonly spec: FormValue };
  readonly datasetId: string | null;
  readonly partName: string | null;
  readonly labels: { readonly datasetId: string; readonly names: readonly string[] } | null;
  readonly modelName: string;
}

const KEY = 'moderato.train';

export const EMPTY_DRAFT: TrainDraft = {
  settings: { preset: 'recommended' },
  datasetId: null,
  partName: null,
  labels: null,
  modelName: '',
};

const name = v.pipe(v.string(), v.maxLength(1000));
const schema = v.object({
  settings: v.union([v.object({ preset: v.picklist(PRESETS) }), v.object({ spec: pipelineSpecSchema })]),
  datasetId: v.nullable(name),
  partName: v.nullable(name),
  labels: v.nullable(v.object({ datasetId: name, names: v.array(name) })),
  modelName: name,
});

/** What `text` says of a form; the empty one if it is not one of ours. */
export function parseDraft(text: string | null): TrainDraft {
  if (text === null) return EMPTY_DRAFT;
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT; // Not ours, or cut short.
  }
}

/** A form as text; null while its settings are not valid. */
export function draftText(draft: TrainDraft): string | null {
  const { settings } = draft;
  if ('preset' in settings) return JSON.stringify(draft);
  const whole = v.safeParse(pipelineSpecSchema, settings.spec);
  if (whole.success) return JSON.stringify(draft);
  const relevant = v.safeParse(pipelineSpecSchema, relevantSpec(settings.spec));
  return relevant.success ? JSON.stringify({ ...draft, settings: { spec: relevant.output } }) : null;
}

/** The form as it was left. */
export function readDraft(): TrainDraft {
  try {
    return parseDraft(localStorage.getItem(KEY));
  } catch {
    return EMPTY_DRAFT; // Site data is blocked.
  }
}

/** Keeps the form. */
export function writeDraft(draft: TrainDraft): void {
  const text = draftText(draft);
  if (text === null) return;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Blocked or full: the form lasts as long as the page.
  }
}
