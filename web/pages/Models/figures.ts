import { type Accessor, createEffect, createSignal, type JSX, on } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import { format, sentence, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import { probabilities } from '../../stores/scoring';

/** A name and its value, for `DefinitionList`. */
export type Fact = readonly [string, JSX.Element];

/** A warning in words, with the names of the labels that it is of, if it is not of the whole model. */
export function named(warning: string, labels: readonly string[]): string {
  return labels.length === 0 ? warning : t().models.details.ofLabels(warning, labels);
}

/** Metrics of a model on rows it had not seen. Those of probabilities are left out where it has none. */
export function qualityFacts(metrics: HoldOutMetrics): Fact[] {
  const words = t().models.details;
  const decimal = (value: number | null) => (value === null ? words.undefinedMetric : format().number(value, 3));
  const share = (value: number | null) => (value === null ? words.undefinedMetric : format().percent(value, 1));
  const { rocAuc, rocAucLower: lower, rocAucUpper: upper, logLoss, brier, ece } = metrics;
  const interval = rocAuc === null || lower === null || upper === null ? null : words.interval(lower, upper);
  const ofProbabilities: readonly (readonly [string, number | null])[] = [
    [words.logLoss, logLoss],
    [words.brier, brier],
    [words.ece, ece],
  ];
  return [
    [words.precision, share(metrics.precision)],
    [words.recall, share(metrics.recall)],
    [words.f1, decimal(metrics.f1)],
    [words.accuracy, share(metrics.accuracy)],
    [words.balancedAccuracy, share(metrics.balancedAccuracy)],
    [words.mcc, decimal(metrics.mcc)],
    [words.rocAuc, interval === null ? decimal(rocAuc) : `${decimal(rocAuc)} ${interval}`],
    [words.averagePrecision, decimal(metrics.averagePrecision)],
    ...ofProbabilities.filter(([, value]) => value !== null).map(([name, value]) => [name, decimal(value)] as const),
  ];
}

/** The threshold and how it was chosen, the calibration, and the prevalence that metrics are weighted by. */
export function createDecisionFacts(model: Accessor<ModelRecord>): Accessor<Fact[]> {
  const [chances, setChances] = createSignal<readonly (number | null)[] | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const scores = () => {
    const { thresholds, thresholdPicks } = model().manifest;
    const pick = thresholdPicks?.[0];
    return [model().threshold ?? thresholds[0], ...(pick === undefined ? [] : [pick.lowest, pick.highest])];
  };
  let question = 0;
  createEffect(
    on([() => model().id, () => model().threshold], async () => {
      const mine = ++question;
      setError(null);
      setChances(null);
      try {
        const answer = await probabilities(model(), scores());
        if (mine === question) setChances(answer);
      } catch (failure) {
        if (mine === question) setError(toCodedError(failure));
      }
    }),
  );

  const threshold = (): string => {
    const words = t().models.details.thresholds;
    const failure = error();
    const known = chances();
    if (known === null && failure === null) return t().common.loading;
    const texts = scores().map((score, i) => {
      const chance = known?.[i] ?? null;
      return chance === null ? format().signed(score, 3) : format().percent(chance, 1);
    });
    const { spec, thresholdPicks } = model().manifest;
    const pick = thresholdPicks?.[0];
    const [at, ...ends] = texts;
    if (failure !== null) return `${at}. ${sentence(failure)}`;
    if (model().threshold !== null) return words.own(at);
    if (spec.threshold === null) return words.standard(at);
    if (typeof spec.threshold === 'number' || pick === undefined) return words.given(at);
    const { threshold: rule } = spec;
    const asked = rule.rule === 'maxF1' ? words.maxF1(rule.standardErrors) : words[rule.rule](rule.value);
    // Where calibration turned the scores round, the lowest score is the highest chance.
    const [lowest, highest] = (known?.[1] ?? 0) > (known?.[2] ?? 0) ? ends.reverse() : ends;
    return [
      pick.attained ? words.attained(at, asked) : words.missed(at, asked),
      lowest === highest ? words.steady : words.spread(lowest, highest),
    ].join(' ');
  };

  return () => {
    const words = t().models.details;
    const { spec, link } = model().manifest;
    const { prevalence } = spec.validation;
    return [
      [words.threshold, threshold()],
      [
        words.calibration,
        spec.calibration !== 'none'
          ? words.calibrations[spec.calibration]
          : link === 'logit'
            ? words.calibrations.none
            : words.calibrations.margin,
      ],
      ...(prevalence === null ? [] : [[words.prevalence, words.weighedTo(prevalence)] as const]),
    ];
  };
}
