import { type PipelineSpec, parsePipelineSpec } from '#shared/spec/pipelineSpec';

/*
 * How long a training will take and how much memory it will hold, from what earlier ones took on this device. Before
 * the first, a rule of thumb is all there is; each run corrects it.
 */

/** What a training took. Plain data: it is kept between visits. */
export interface RunRecord {
  /** What of its settings decides the cost; equal for equal work per byte. */
  readonly work: string;
  readonly textBytes: number;
  readonly milliseconds: number;
  readonly memoryBytes: number;
}

export interface RunEstimate {
  readonly milliseconds: number;
  readonly memoryBytes: number;
  /** How many runs of this device it rests on; 0: the rule of thumb alone. */
  readonly runs: number;
}

/** Milliseconds per megabyte of text to count terms, for one length of n-gram, and to vectorize and fit them once. */
const COUNT_MS = { word: 60, char: 100, char_wb: 70 } as const;
const FIT_MS = { word: 25, char: 35, char_wb: 20 } as const;
/** Bytes held per byte of text, for one length of n-gram. */
const HELD = { word: 1.6, char: 9, char_wb: 7 } as const;
/** Of every training: starting threads, reading the default models. */
const START_MS = 600;

/** How often vectorizers and estimators are fitted. */
function fitsOf({ validation, calibration, threshold }: PipelineSpec): number {
  const crossChecks = calibration !== 'none' || (typeof threshold === 'object' && threshold !== null);
  const once = 1 + (crossChecks ? validation.folds : 0);
  // With a hold-out half of the comments are fitted once more to see what more of them would bring.
  if (validation.testSize === 0) return once;
  return (validation.refit ? 2 : 1) * once + 0.5;
}

/** The rule of thumb: what a training of `textBytes` takes on a device like the one it was measured on. */
export function ruleOfThumb(spec: PipelineSpec, textBytes: number): { milliseconds: number; memoryBytes: number } {
  const megabytes = textBytes / 1e6;
  let milliseconds = START_MS;
  let held = 1;
  for (const { analyzer, ngramRange } of spec.features) {
    const lengths = Math.max(1, ngramRange[1] - ngramRange[0] + 1);
    milliseconds += megabytes * lengths * (COUNT_MS[analyzer] + FIT_MS[analyzer] * fitsOf(spec));
    held += lengths * HELD[analyzer];
  }
  return { milliseconds, memoryBytes: held * textBytes };
}

/** What decides the work per byte of text: all settings but those that only pick rows or move numbers. */
export function workOf(spec: PipelineSpec): string {
  const { text, features, estimator, calibration, threshold, validation, compact } = spec;
  const rule = typeof threshold === 'object' && threshold !== null;
  const { testSize, folds, refit, groupSimilar } = validation;
  return JSON.stringify([
    text,
    features,
    estimator.kind,
    calibration,
    rule,
    testSize > 0,
    folds,
    refit,
    groupSimilar,
    compact,
  ]);
}

/** How much a run of the very same work counts beside one of other work. */
const SAME_WORK = 8;

/**
 * The estimate for a training of `textBytes` with `spec`: the rule of thumb times how far it was from the runs so far,
 * each counting the more the nearer it is in size, and runs of the same work most.
 *
 * @param runs the latest first.
 */
export function estimateRun(spec: PipelineSpec, textBytes: number, runs: readonly RunRecord[]): RunEstimate {
  const thumb = ruleOfThumb(spec, textBytes);
  const work = workOf(spec);
  let total = 0;
  let time = 0;
  let memory = 0;
  runs.forEach((run, age) => {
    const known = ruleOfWork(run);
    if (known === null) return;
    const sizes = Math.abs(Math.log(Math.max(1, textBytes) / Math.max(1, run.textBytes)));
    const weight = (run.work === work ? SAME_WORK : 1) / (1 + sizes) / (1 + age / 10);
    total += weight;
    time += weight * Math.log(run.milliseconds / known.milliseconds);
    memory += weight * Math.log(run.memoryBytes / known.memoryBytes);
  });
  if (total === 0) return { ...thumb, runs: 0 };
  return {
    milliseconds: thumb.milliseconds * Math.exp(time / total),
    memoryBytes: thumb.memoryBytes * Math.exp(memory / total),
    runs: runs.length,
  };
}

/** The rule of thumb for the work of an earlier run; null if its settings are of another version of the app. */
function ruleOfWork({ work, textBytes, milliseconds, memoryBytes }: RunRecord): ReturnType<typeof ruleOfThumb> | null {
  if (!(milliseconds > 0 && memoryBytes > 0)) return null;
  try {
    const [text, features, kind, calibration, rule, held, folds, refit, groupSimilar, compact] = JSON.parse(work);
    const spec = parsePipelineSpec({
      text,
      features,
      estimator: { kind },
      calibration,
      threshold: rule ? { rule: 'maxF1' } : null,
      validation: { testSize: held ? 0.2 : 0, folds, refit, groupSimilar },
      compact,
    });
    return ruleOfThumb(spec, textBytes);
  } catch {
    return null; // Settings that this version does not know: the run says nothing about it.
  }
}
