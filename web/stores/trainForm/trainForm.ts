import { createSignal } from 'solid-js';
import { type FormValue, presetSpec } from './specForm';

/*
 * What is being prepared in Train. It survives a visit to another page.
 */
const [form, setForm] = createSignal<FormValue>(presetSpec('standard'));
const [datasetId, setDatasetId] = createSignal<string | null>(null);
const [partName, setPartName] = createSignal<string | null>(null);
const [labelChoice, setLabelChoice] = createSignal<{
  readonly datasetId: string;
  readonly names: readonly string[];
} | null>(null);
const [modelName, setModelName] = createSignal('');
const [stopped, setStopped] = createSignal(false);

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
 * The settings; the chosen dataset, or null for the newest fit one; the part of it that is trained on, or null for all;
 * the name typed, or ''; whether the last was stopped.
 */
export { datasetId, form, modelName, partName, setDatasetId, setForm, setModelName, setPartName, setStopped, stopped };
