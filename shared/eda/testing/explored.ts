import { type TextColumn, textColumnOf } from '../../data/column/textColumn';
import { runSteps } from '../../runtime/steps';
import { exploreText } from '../explore';
import type { EdaSource } from '../section/section';
import { EDA_DEFAULTS, type EdaSettings } from '../section/settings';
import type { EdaReport, EdaSection } from '../sections';

/** Texts as a source, cut into chunks of `chunkRows`. */
export function sourceOf(
  texts: readonly string[],
  labels: readonly number[] | null,
  chunkRows = Math.max(1, texts.length),
): EdaSource {
  const chunks: TextColumn[] = [];
  for (let at = 0; at < texts.length; at += chunkRows) chunks.push(textColumnOf(texts.slice(at, at + chunkRows)));
  return { rows: texts.length, chunks: () => chunks, labels: labels && Uint8Array.from(labels) };
}

/** The report on `source`. */
export function explored(
  source: EdaSource,
  sections: readonly EdaSection[],
  settings: Partial<EdaSettings> = {},
): Promise<EdaReport> {
  return runSteps(exploreText(source, { ...EDA_DEFAULTS, ...settings }, sections));
}
