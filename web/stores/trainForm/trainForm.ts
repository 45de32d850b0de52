import { createSignal } from 'solid-js';
import { type FormValue, presetSpec } from './specForm';

/*
 * What is being prepared in Train. It survives a visit to another page.
 */
const [form, setForm] = createSignal<FormValue>(presetSpec('standard'));
const [datasetId, setDatasetId] = createSignal<string | null>(null);
const [partName, setPartName] = createSignal<string | null>(null);
const [labelNames, setLabelNames] = createSignal<readonly string[] | null>(null);
const [modelName, setModelName] = createSignal('');
const [stopped, setStopped] = createSignal(false);

/**
 * The settings; the chosen dataset, or null for the newest fit one; the part of it that is trained on, or null for all;
 * the labels that are learnt, or null for all that can be; the name typed, or ''; whether the last was stopped.
 */
export {
  datasetId,
  form,
  labelNames,
  modelName,
  partName,
  setDatasetId,
  setForm,
  setLabelNames,
  setModelName,
  setPartName,
  setStopped,
  stopped,
};
