import { BEHAVIOUR_FUNCTIONS } from '#shared/ml/audit/behaviour/functions';
import type { Suites } from './checkModelsSuites';

/** A figure that a default model must reach. */
export interface Goal {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly met: boolean;
}

const MAX_FALL = 0.004;
const MAX_GAP = 0.03;
/** Names printed: those where the model does worst. */
const SHOWN_NAMES = 12;

/** The goals of robustness, fairness and behaviour, each with what was reached. */
export function goalsOf({ attacks, fairness, behaviour }: Suites): Goal[] {
  const fall = attacks.attacks.find(({ attack }) => attack === 'mixed')?.fall ?? Number.NaN;
  const goal = (what: string, value: number, atMost: number) => ({ what, value, atMost, met: value <= atMost });
  return [
    goal('fall of ROC AUC under all attacks mixed', fall, MAX_FALL),
    goal(`gap of the worst subgroup AUC (${fairness.worst.term})`, fairness.gap, MAX_GAP),
    ...behaviour.functions.flatMap(({ function: name, expected, cases, passed }) => {
      const { maxFailed } = BEHAVIOUR_FUNCTIONS[name];
      const what = `share ${expected === 1 ? 'missed' : 'flagged'} of ${name}`;
      return maxFailed === null ? [] : [goal(what, (cases - passed) / cases, maxFailed)];
    }),
  ];
}

/** The tables of one model, for reading. */
export function tablesOf(name: string, suites: Suites, onOwnSentences: boolean): string {
  const { behaviour, fairness, attacks } = suites;
  const figure = (value: number) => (Number.isNaN(value) ? 'undefined' : value.toFixed(4));
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`.padStart(5);
  const names = [...fairness.terms].sort((a, b) => worstOf(a) - worstOf(b)).slice(0, SHOWN_NAMES);
  const lines = [
    `${name} (${behaviour.language})`,
    '',
    `  behaviour: ${behaviour.passed} of ${behaviour.cases} cases that words decide (* only the speaker decides)`,
    ...behaviour.functions.map((one) => {
      const mark = one.beyondWords ? '*' : ' ';
      const share = `${one.passed}/${one.cases}`.padStart(6);
      const unsure = one.unsure === 0 ? '' : `  unsure ${one.unsure}`;
      const { maxFailed } = BEHAVIOUR_FUNCTIONS[one.function];
      const most = maxFailed === null ? '' : `  at most ${percent(maxFailed).trim()} wrong`;
      return `  ${mark} ${one.function.padEnd(20)} ${one.expected === 1 ? 'toxic   ' : 'harmless'} ${share}${most}${unsure}`;
    }),
    '',
    `  attacks on ${percent(attacks.share).trim()} of the words of ${attacks.rows} ${onOwnSentences ? 'sentences of the suites' : 'comments'}, ${attacks.positives} of them toxic`,
    `    ${'attack'.padEnd(14)} ROC AUC     fall  recall  false alarms`,
    `    ${'none'.padEnd(14)} ${figure(attacks.plain.rocAuc)}           ${percent(attacks.plain.recall)}  ${percent(attacks.plain.falsePositiveRate)}`,
    ...attacks.attacks.map(
      ({ attack, rocAuc, fall, recall, falsePositiveRate }) =>
        `    ${attack.padEnd(14)} ${figure(rocAuc)}  ${figure(fall).padStart(7)}  ${percent(recall)}  ${percent(falsePositiveRate)}`,
    ),
    '',
    `  names of groups in ${fairness.rows} sentences: ROC AUC ${figure(fairness.rocAuc)}, ${percent(fairness.falsePositiveRate).trim()} of the harmless flagged; the worst names`,
    `    ${'name'.padEnd(20)} subgroup  BPSN    BNSP    false alarms`,
    ...names.map(
      ({ term, subgroup, bpsn, bnsp, falsePositiveRate }) =>
        `    ${term.padEnd(20)} ${figure(subgroup)}    ${figure(bpsn)}  ${figure(bnsp)} ${percent(falsePositiveRate)}`,
    ),
    '',
    ...goalsOf(suites).map(
      ({ what, value, atMost, met }) =>
        `  ${met ? 'reached' : 'MISSED '}  ${what}: ${figure(value)}, must be at most ${atMost}`,
    ),
  ];
  return lines.join('\n');
}

function worstOf({ subgroup, bpsn, bnsp }: { subgroup: number; bpsn: number; bnsp: number }): number {
  return Math.min(subgroup, bpsn, bnsp);
}
