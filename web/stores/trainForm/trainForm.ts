import { createEffect, createRoot, createSignal } from 'solid-js';
import { readDraft, type TrainDraft, writeDraft } from './draftMemory';
import type { DataFacts } from './recommended';
import { type FormValue, type Preset, presetOf, presetSpec, UNKNOWN_DATA } from './specForm';

/*
 * What is being prepared in Train. It survives a visit to another page, and a reload.
 */
const first = readDraft();
const [settings, setSettings] = createSignal<TrainDraft['settings']>(first.settings);
const [facts, setFacts] = createSignal<DataFacts>(UNKNOWN_DATA, {
  equals: (a, b) => a.language === b.language && a.smallestClass === b.smallestClass,
});
const [datasetId, setDatasetId] = createSignal<string | null>(first.datasetId);
const [partName, setPartName] = createSignal<string | null>(first.partName);
const [weight, setWeight] = createSignal(first.weight);
const [moreSources, setMoreSources] = createSignal<TrainDraft['more']>(first.more);
const [labelChoice, setLabelChoice] = createSignal<TrainDraft['labels']>(first.labels);
const [modelName, setModelName] = createSignal(first.modelName);
const [stopped, setStopped] = createSignal(false);

createRoot(() => {
  createEffect(() =>
    writeDraft({
      settings: settings(),
      datasetId: datasetId(),
      partName: partName(),
      weight: weight(),
      more: moreSources(),
      labels: labelChoice(),
      modelName: modelName(),
    }),
  );
});

/** The settings. Those of a preset follow the data, since what is recommended depends on it. */
export function form(): FormValue {
  const now = settings();
  return 'preset' in now ? presetSpec(now.preset, facts()) : now.spec;
}

/** Changes the settings; such as are those of a preset become that preset. */
export function setForm(next: FormValue | ((now: FormValue) => FormValue)): void {
  const spec = typeof next === 'function' ? next(form()) : next;
  const preset = presetOf(spec, facts());
  setSettings(preset === null ? { spec } : { preset });
}

/** The preset that the settings are, or null. */
export function chosenPreset(): Preset | null {
  const now = settings();
  return 'preset' in now ? now.preset : null;
}

/** Chooses a preset. */
export function choosePreset(preset: Preset): void {
  setSettings({ preset });
}

/** The labels of this dataset that a person chose to learn; null: all that can be. */
export function chosenLabels(dataset: string): readonly string[] | null {
  const choice = labelChoice();
  return choice?.datasetId === dataset ? choice.names : null;
}

/** Takes a choice of labels; it holds for this dataset alone. */
export function chooseLabels(dataset: string, names: readonly string[]): void {
  setLabelChoice({ datasetId: dataset, names });
}

/**
 * The chosen dataset, or null for the newest fit one; the part of it that is trained on, or null for all; how many
 * times a comment of it counts; what else is learnt from; what is known of the data; the name typed, or ''; whether the
 * last was stopped.
 */
export {
  datasetId,
  facts,
  modelName,
  moreSources,
  partName,
  setDatasetId,
  setFacts,
  setModelName,
  setMoreSources,
  setPartName,
  setStopped,
  setWeight,
  stopped,
  weight,
};
