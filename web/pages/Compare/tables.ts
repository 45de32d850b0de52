import type { MeasuredSlicing } from '#shared/compare/compareModels';
import { format } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { modelCardWords } from '../../i18n/modelCardWords';
import type { Disguised, MeasuredGroup, Pair } from '../../stores/comparison';
import type { TableData } from '../Explore/sheet/tableData';
import { pointHere, thresholdOf, thresholdText } from './operating';
import type { ShownModel } from './shown';

/*
 * What the page shows, as tables: on screen, beside the charts, and in what is saved. A figure that is not defined is
 * null, which is shown as a dash and left empty in CSV.
 */

const decimal = (value: number) => format().number(value, 3);
const share = (value: number) => format().percent(value, 1);
const whole = (value: number) => format().number(value);
const orNull = (value: number | null | undefined) =>
  value === null || value === undefined || Number.isNaN(value) ? null : value;
const interval = (low: number, high: number, text: (value: number) => string) =>
  Number.isNaN(low) ? null : `${text(low)} – ${text(high)}`;

/** The figures of every model, where it stands on this page. */
export function figureTable(models: readonly ShownModel[]): TableData {
  const words = compareWords();
  const { figures: heads } = words;
  return {
    caption: heads.title,
    columns: [
      { head: heads.model },
      { head: heads.label },
      { head: heads.auc, format: decimal },
      { head: heads.interval },
      { head: heads.ap, format: decimal },
      { head: heads.from, format: String },
      { head: heads.precision, format: share },
      { head: heads.recall, format: share },
      { head: heads.f1, format: decimal },
      { head: heads.atPrecision, format: share },
      { head: heads.atFalsePositive, format: share },
      { head: heads.ece, format: decimal },
      { head: heads.speed, format: (value) => format().number(value, 1) },
      { head: heads.size, format: (value) => format().bytes(value) },
      { head: heads.trained, format: (value) => format().elapsed(value) },
    ],
    rows: models.map(({ id, name, figures, bytes, trainedMs }) => {
      const point = pointHere(id, figures);
      return [
        name,
        figures.label,
        orNull(figures.auc.auc),
        interval(figures.auc.lower, figures.auc.upper, decimal),
        orNull(figures.averagePrecision),
        thresholdText(figures, thresholdOf(id, figures)),
        orNull(point.precision.value),
        orNull(point.recall.value),
        orNull(point.f1),
        orNull(figures.atPrecision95?.recall.value),
        orNull(figures.atFalsePositive1.recall.value),
        orNull(figures.ece),
        figures.microseconds,
        bytes,
        trainedMs,
      ];
    }),
  };
}

export function pairTable(models: readonly ShownModel[], pairs: readonly Pair[]): TableData {
  const words = compareWords();
  const { pairs: heads } = words;
  const nameOf = (at: number) => models.find((model) => model.at === at)?.name ?? '';
  return {
    caption: heads.title,
    columns: [
      { head: heads.a },
      { head: heads.b },
      { head: heads.difference, format: words.difference },
      { head: words.figures.interval },
      { head: heads.p, format: (p) => format().number(p, 4) },
      { head: heads.onlyA, format: whole },
      { head: heads.onlyB, format: whole },
      { head: heads.decisionsP, format: (p) => format().number(p, 4) },
    ],
    rows: pairs.map(({ a, b, auc, aucP, decisions, decisionsP }) => [
      nameOf(a),
      nameOf(b),
      orNull(auc.difference),
      interval(auc.lower, auc.upper, words.difference),
      orNull(aucP),
      decisions.onlyA,
      decisions.onlyB,
      orNull(decisionsP),
    ]),
  };
}

/** Counts at the threshold of each model: rows are what the comment is, columns what the model says. */
export function confusionTable({ id, name, figures }: ShownModel): TableData {
  const words = compareWords().threshold;
  const { tp, fp, fn, tn } = pointHere(id, figures).confusion;
  return {
    caption: name,
    columns: [{ head: '' }, { head: words.flagged, format: whole }, { head: words.notFlagged, format: whole }],
    rows: [
      [words.toxic, tp, fn],
      [words.harmless, fp, tn],
    ],
  };
}

export function slicingTitle(by: string): string {
  const known = compareWords().slices.by;
  return by === 'length' ? known.length : by === 'language' ? known.language : by;
}

/** One row per slice and model. */
export function sliceTable(models: readonly ShownModel[], { by, slices }: MeasuredSlicing): TableData {
  const words = compareWords();
  const heads = words.slices;
  return {
    caption: slicingTitle(by),
    columns: [
      { head: slicingTitle(by), userText: by !== 'length' && by !== 'language' },
      { head: heads.comments, format: whole },
      { head: words.figures.model },
      { head: heads.auc, format: decimal },
      { head: words.figures.interval },
      { head: heads.recall, format: share },
      { head: `${heads.recall}, ${words.figures.interval}` },
      { head: heads.falsePositive, format: share },
      { head: `${heads.falsePositive}, ${words.figures.interval}` },
    ],
    rows: slices.flatMap((slice) =>
      models.map(({ at, name }) => {
        const { auc, recall, falsePositiveRate } = slice.models[at];
        return [
          slice.small ? `${slice.value} (${heads.small})` : slice.value,
          slice.rows,
          name,
          orNull(auc.auc),
          interval(auc.lower, auc.upper, decimal),
          orNull(recall.value),
          interval(recall.low, recall.high, share),
          orNull(falsePositiveRate.value),
          interval(falsePositiveRate.low, falsePositiveRate.high, share),
        ];
      }),
    ),
  };
}

/** @param groupName what the screen calls a group. */
export function groupTable(
  models: readonly ShownModel[],
  groups: readonly MeasuredGroup[],
  groupName: (group: string) => string,
): TableData {
  const words = compareWords();
  const heads = words.slices;
  return {
    caption: heads.groups,
    columns: [
      { head: heads.groups },
      { head: heads.comments, format: whole },
      { head: words.figures.model },
      { head: heads.subgroup, format: decimal },
      { head: heads.bpsn, format: decimal },
      { head: heads.bnsp, format: decimal },
    ],
    rows: groups.flatMap((group) =>
      models.map(({ at, name }) => {
        const { subgroup, bpsn, bnsp } = group.models[at];
        const title = groupName(group.value);
        return [
          group.small ? `${title} (${heads.small})` : title,
          group.rows,
          name,
          orNull(subgroup),
          orNull(bpsn),
          orNull(bnsp),
        ];
      }),
    ),
  };
}

/** The points of a chart, for those who read numbers: every line at the same places of the horizontal axis. */
export function curveTable(
  caption: string,
  xTitle: string,
  yTitle: string,
  lines: readonly { readonly name: string; readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }[],
): TableData {
  const rows = lines.flatMap(({ name, x, y }) => {
    const step = Math.max(1, Math.ceil(x.length / 20));
    const places = Array.from({ length: x.length }, (_, i) => i).filter((i) => i % step === 0 || i === x.length - 1);
    return places.map((i) => [name, orNull(x[i]), orNull(y[i])]);
  });
  return {
    caption,
    columns: [{ head: compareWords().figures.model }, { head: xTitle, format: share }, { head: yTitle, format: share }],
    rows,
  };
}

/** ROC AUC of each model under every disguise; what nothing was done to comes first. */
export function disguiseTable(reports: readonly Disguised[]): TableData {
  const words = compareWords();
  return {
    caption: words.disguised.title,
    columns: [{ head: words.disguised.disguise }, ...reports.map(({ name }) => ({ head: name, format: decimal }))],
    rows: disguisesOf(reports).map(({ title, at }) => [
      title,
      ...reports.map(({ plain, attacks }) => orNull((at === null ? plain : attacks[at]).rocAuc)),
    ]),
  };
}

/** Every figure of each model under every disguise. */
export function disguiseFigures(reports: readonly Disguised[]): TableData {
  const { disguised: heads, figures } = compareWords();
  return {
    caption: heads.all,
    columns: [
      { head: heads.disguise },
      { head: figures.model },
      { head: figures.auc, format: decimal },
      { head: heads.fall, format: decimal },
      { head: figures.recall, format: share },
      { head: heads.falseAlarms, format: share },
    ],
    rows: disguisesOf(reports).flatMap(({ title, at }) =>
      reports.map(({ name, plain, attacks }) => {
        const own = at === null ? { ...plain, fall: null } : attacks[at];
        return [title, name, ...[own.rocAuc, own.fall, own.recall, own.falsePositiveRate].map(orNull)];
      }),
    ),
  };
}

/** The disguises by the names on screen, with their place among the attacks; null: none. */
function disguisesOf(reports: readonly Disguised[]): { readonly title: string; readonly at: number | null }[] {
  const names: Readonly<Record<string, string>> = modelCardWords().attackKinds;
  return [
    { title: compareWords().disguised.plain, at: null },
    ...(reports[0]?.attacks ?? []).map(({ attack }, at) => ({ title: names[attack] ?? attack, at })),
  ];
}
