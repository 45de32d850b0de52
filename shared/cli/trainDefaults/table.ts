import { BEHAVIOUR_FUNCTIONS } from '#shared/ml/audit/behaviour/functions';
import type { DefaultModel } from '#shared/ml/model/defaultModels';

const HEAD = [
  'model',
  'file',
  'ROC AUC (95 %)',
  'F1',
  'precision, recall',
  'calibration error',
  'ROC AUC lost to disguises',
  'elsewhere: ROC AUC',
  'F1',
  'precision, recall',
  'calibration error',
  'everyday sentences flagged',
];

/** The README's table of the models that come with the app, in Markdown, from their index. */
export function tableOfDefaults(models: readonly DefaultModel[]): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...models.map(cellsOf)];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ name, figures, fileBytes, attacks, places, behaviour }: DefaultModel): string[] {
  const [home] = figures;
  const [away] = places ?? [];
  const labels = figures.length === 1 ? '' : `, ${figures.length} labels`;
  const lost = attacks && attacks.plain - attacks.mixed;
  return [
    `\`${name}\`${labels}`,
    `${Math.round(fileBytes / 1000)} KB`,
    `${of(home.rocAuc.value, 3)} (${of(home.rocAuc.lower, 3)}–${of(home.rocAuc.upper, 3)})`,
    of(home.f1, 2),
    `${of(home.precision, 2)}, ${of(home.recall, 2)}`,
    of(home.ece, 3),
    of(lost, 3),
    of(away?.rocAuc.value, 3),
    of(away?.f1, 2),
    `${of(away?.precision, 2)}, ${of(away?.recall, 2)}`,
    of(away?.ece, 3),
    everydayFlagged(behaviour ?? []),
  ];
}

/** Of the harmless sentences that people write every day, those that are flagged, all kinds together. */
function everydayFlagged(behaviour: NonNullable<DefaultModel['behaviour']>): string {
  const kinds = new Set(
    Object.entries(BEHAVIOUR_FUNCTIONS)
      .filter(([, { expected, maxFailed }]) => expected === 0 && maxFailed !== null)
      .map(([name]) => name),
  );
  const asked = behaviour.filter((one) => kinds.has(one.function));
  const cases = asked.reduce((sum, one) => sum + one.cases, 0);
  const wrong = asked.reduce((sum, one) => sum + one.cases - one.passed, 0);
  return cases === 0 ? '-' : `${wrong} of ${cases}`;
}

const of = (value: number | null | undefined, digits: number) =>
  value === null || value === undefined ? '-' : value.toFixed(digits);
