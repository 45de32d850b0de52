import type { Comparison } from './compareModels';
import type { Disguised } from './disguised';
import type { ModelFigures } from './modelFigures';
import { ofHundred } from './operatingPoint';

const figure = (value: number | null) => (value === null || Number.isNaN(value) ? '–' : value.toFixed(3));
const percent = (value: number) => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`);
const whole = (value: number) => (Number.isNaN(value) ? '–' : String(Math.round(value)));
const probability = (p: number) => (Number.isNaN(p) ? 'not defined' : p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** A comparison in lines of text, for a terminal. */
export function comparisonLines({ rows, positives, models, pairs, slicings, groups }: Comparison): string[] {
  const names = models.map(({ name }) => name);
  const lines = [`${rows} comments, ${positives} of them toxic (${percent(positives / rows)})`];
  for (const model of models) lines.push('', ...modelLines(model));
  if (pairs.length > 0) lines.push('', 'Differences (p after Holm’s correction)');
  for (const { a, b, auc, aucP, decisions, decisionsP } of pairs) {
    lines.push(
      `  ${names[a]} − ${names[b]}: AUC ${signed(auc.difference)} [${signed(auc.lower)}, ${signed(auc.upper)}], ${probability(aucP)}`,
      `    right alone: ${decisions.onlyA} against ${decisions.onlyB}, ${probability(decisionsP)}`,
    );
  }
  for (const { by, slices, rest } of slicings) {
    lines.push('', `By ${by} (AUC; recall; harmless comments flagged)`);
    for (const { value, rows: own, small, models: measured } of slices) {
      lines.push(`  ${value}: ${own} comments${small ? ', too few to be sure' : ''}`);
      measured.forEach(({ auc, recall, falsePositiveRate }, i) => {
        const figures = [figure(auc.auc), percent(recall.value), percent(falsePositiveRate.value)];
        lines.push(`    ${names[i]}: ${figures.join('; ')}`);
      });
    }
    if (rest > 0) lines.push(`  others: ${rest} comments`);
  }
  // A figure of five comments would be read as one: a terminal has no room for its interval.
  const sure = groups.filter(({ small }) => !small);
  if (sure.length > 0) lines.push('', 'Comments that name a group (subgroup AUC; BPSN; BNSP)');
  for (const { value, rows: own, models: measured } of sure) {
    lines.push(`  ${value}: ${own} comments`);
    measured.forEach(({ subgroup, bpsn, bnsp }, i) => {
      lines.push(`    ${names[i]}: ${figure(subgroup)}; ${figure(bpsn)}; ${figure(bnsp)}`);
    });
  }
  const unsure = groups.length - sure.length;
  if (unsure > 0) lines.push('', `${unsure} groups are named too rarely to be sure; --json has their figures`);
  return lines;
}

/** How models do under disguise, in lines of text. */
export function disguisedLines(reports: readonly Disguised[]): string[] {
  const [first] = reports;
  if (first === undefined) return [];
  const lines = [
    '',
    `With ${percent(first.share)} of their words disguised, ${first.rows} comments (AUC; lost by it; recall; harmless comments flagged)`,
  ];
  const add = (
    title: string,
    figuresOf: (report: Disguised) => Disguised['plain'],
    plainOf: (report: Disguised) => number,
  ) => {
    lines.push(`  ${title}`);
    for (const report of reports) {
      const { rocAuc, recall, falsePositiveRate } = figuresOf(report);
      const shown = [figure(rocAuc), figure(plainOf(report) - rocAuc), percent(recall), percent(falsePositiveRate)];
      lines.push(`    ${report.name}: ${shown.join('; ')}`);
    }
  };
  add(
    'as written',
    ({ plain }) => plain,
    ({ plain }) => plain.rocAuc,
  );
  first.attacks.forEach(({ attack }, at) => {
    add(
      attack,
      ({ attacks }) => attacks[at],
      ({ plain }) => plain.rocAuc,
    );
  });
  return lines;
}

function modelLines(model: ModelFigures): string[] {
  const { auc, atThreshold, atPrecision95, atFalsePositive1, cheapest } = model;
  const { flagged, rightlyFlagged, missed } = ofHundred(atThreshold.confusion);
  return [
    model.name,
    `  ROC AUC ${figure(auc.auc)} [${figure(auc.lower)}, ${figure(auc.upper)}]; average precision ${figure(model.averagePrecision)}; calibration error ${figure(model.ece)}`,
    `  at its threshold: precision ${figure(atThreshold.precision.value)}, recall ${figure(atThreshold.recall.value)}, F1 ${figure(atThreshold.f1)}`,
    `  of 100 comments it flags ${whole(flagged)}, ${whole(rightlyFlagged)} of them rightly, and misses ${whole(missed)}`,
    `  recall at 95 % precision: ${atPrecision95 === null ? 'no threshold is so precise' : figure(atPrecision95.recall.value)}; at 1 % false positives: ${figure(atFalsePositive1.recall.value)}`,
    `  cheapest threshold: score ${figure(cheapest.threshold)}, cost ${cheapest.cost}`,
  ];
}

function signed(value: number): string {
  if (Number.isNaN(value)) return '–';
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
