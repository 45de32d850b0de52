import type { PipelineSpec } from '#shared/spec/pipelineSpec';

/**
 * Milliseconds per megabyte of text to count terms and fit, for one length of n-gram, as trainings of 20 to 160
 * thousand comments took in Chromium on two busy cores. Within a factor of two or so: enough to decide whether to wait.
 */
const COST = { word: 110, char: 240, char_wb: 200 } as const;

/** Fixed time of every training. */
const START_MS = 300;

/** The estimated time of a training, in milliseconds. */
export function estimateMilliseconds(spec: PipelineSpec, textBytes: number): number {
  const megabytes = textBytes / 1e6;
  const { testSize, refit } = spec.validation;
  const fits = testSize > 0 && refit ? 1.5 : 1; // counting is shared by both fits
  let perMegabyte = 0;
  for (const { analyzer, ngramRange } of spec.features) {
    perMegabyte += COST[analyzer] * Math.max(1, ngramRange[1] - ngramRange[0] + 1);
  }
  return START_MS + megabytes * perMegabyte * fits;
}
