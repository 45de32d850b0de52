import type { ReadSettings } from '#shared/labelled/readSettings';
import { openSource } from './io';
import { type LabelPair, pairLabels } from './labelPairs';
import { type LabelledFile, planReading, readLabelled } from './readLabelled';

/** Reads the label columns that belong to labels of a model; without any, the guessed one, for its first label. */
export async function readPairs(
  path: string,
  settings: ReadSettings,
  labels: readonly string[],
): Promise<{ pairs: LabelPair[]; file: LabelledFile }> {
  // Combined columns are one label, as `--label` names it or the first of the model.
  const combined = settings.options?.combine !== undefined;
  const pairs = combined ? [] : await pairsOf(path, settings, labels);
  if (pairs.length > 0) {
    const columns = pairs.map(({ column }) => column);
    const file = await readLabelled(path, { ...settings, labels: columns, wholeLabel: undefined });
    return { pairs, file };
  }
  const file = await readLabelled(path, settings);
  return { pairs: [{ column: file.labels[0].name, label: 0 }], file };
}

async function pairsOf(path: string, settings: ReadSettings, labels: readonly string[]): Promise<LabelPair[]> {
  const { labels: wanted, wholeLabel, options, ...rest } = settings;
  const { names, textColumn } = await planReading(openSource(path), {
    ...rest,
    options: { ...options, labelColumn: null },
  });
  const columns = names.filter((_, column) => column !== textColumn);
  return pairLabels(labels, columns, wholeLabel !== undefined && columns.includes(wholeLabel) ? [wholeLabel] : wanted);
}
