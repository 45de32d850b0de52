import { comparisonJson } from '#shared/compare/comparisonJson';
import { disguisedJson } from '#shared/compare/disguised';
import type { Costs } from '#shared/compare/modelFigures';
import { cheapestPoint } from '#shared/compare/operatingPoint';
import { runSteps } from '#shared/runtime/steps';
import chartStyles from '../../charts/charts.css?inline';
import { format, language } from '../../i18n';
import { compareWords } from '../../i18n/compareWords';
import { exploreWords } from '../../i18n/exploreWords';
import { compared, comparedRequest } from '../../stores/comparison';
import { blur } from '../../stores/settings';
import tokens from '../../styles/tokens.css?inline';
import { figuresOf } from '../Explore/makeReport';
import reportStyles from '../Explore/report.css?inline';
import { reportHtml } from '../Explore/reportHtml';
import { csvOf, type TableData } from '../Explore/sheet/tableData';
import { curveTables } from './Curves';
import { pointHere } from './operating';
import { groupName } from './Slices';
import type { ShownModel } from './shown';
import {
  confusionTable,
  disguiseFigures,
  disguiseTable,
  figureTable,
  groupTable,
  pairTable,
  sliceTable,
} from './tables';
import { verdictOf } from './verdict';

/** What is saved: the page as it is, with the thresholds where they stand. */
export interface SavedComparison {
  readonly models: readonly ShownModel[];
  /** Of the dataset. */
  readonly name: string;
  readonly costs: Costs;
  readonly offensive: (text: string) => boolean;
  /** The element that contains the charts; null while tables replace them. */
  readonly charts: HTMLElement | null;
}

function tablesOf(models: readonly ShownModel[]): TableData[] {
  const { pairs, slicings, groups, disguised } = compared();
  return [
    figureTable(models),
    ...(pairs === null || pairs.length === 0 ? [] : [pairTable(models, pairs)]),
    ...models.map(confusionTable),
    ...slicings.map((slicing) => sliceTable(models, slicing)),
    ...(groups === null || groups.length === 0 ? [] : [groupTable(models, groups, groupName)]),
    ...(disguised === null ? [] : [disguiseFigures(disguised)]),
  ];
}

export function comparisonCsv({ models }: SavedComparison): string {
  return csvOf([...tablesOf(models), ...curveTables(models)]);
}

export function comparisonJsonText({ models, name, costs }: SavedComparison): string {
  const { rows, pairs, slicings, groups, disguised } = compared();
  const figures = comparisonJson({
    rows: rows?.rows ?? 0,
    positives: rows?.positives ?? 0,
    models: models.map((model) => figuresHere(model, costs)),
    pairs: pairs ?? [],
    slicings,
    groups: groups ?? [],
  });
  const named = figures.models.map((own, i) => ({ id: models[i].id, ...own }));
  return JSON.stringify(
    {
      data: name,
      request: comparedRequest(),
      costs,
      left_out: rows,
      ...figures,
      models: named,
      disguised: disguised?.map(disguisedJson) ?? null,
    },
    null,
    2,
  );
}

/** The figures of a model where it stands on the page, without what serves the page alone. */
function figuresHere({ id, name, figures }: ShownModel, costs: Costs) {
  const { falseAlarms: _falseAlarms, misses: _misses, cutProbabilities: _cutProbabilities, ...measured } = figures;
  return { ...measured, name, atThreshold: pointHere(id, figures), cheapest: cheapestPoint(figures.cuts, costs) };
}

export function comparisonHtml({ models, name, offensive, charts }: SavedComparison): Promise<string> {
  const words = compareWords();
  const { rows, pairs, disguised } = compared();
  const sheet = (title: string, tables: readonly TableData[], place: HTMLElement | null = null) => ({
    title,
    note: '',
    figures: figuresOf(place),
    tables,
  });
  const { slicings, groups } = compared();
  return runSteps(
    reportHtml({
      language: language(),
      title: words.export.name(name),
      summary: rows === null ? '' : words.rows(rows.rows, rows.positives),
      findings: verdictOf(models, pairs ?? []),
      sheets: [
        sheet(words.figures.title, [figureTable(models), ...(pairs?.length ? [pairTable(models, pairs)] : [])]),
        sheet(words.threshold.title, models.map(confusionTable)),
        sheet(words.curves.title, charts === null ? curveTables(models) : [], charts),
        sheet(words.slices.title, [
          ...slicings.map((slicing) => sliceTable(models, slicing)),
          ...(groups?.length ? [groupTable(models, groups, groupName)] : []),
        ]),
        ...(disguised === null
          ? []
          : [sheet(words.disguised.title, [disguiseTable(disguised), disguiseFigures(disguised)])]),
      ],
      about: [words.slices.note, words.slices.groupsNote, words.export.made(format().date(Date.now()))],
      styles: `${tokens}${chartStyles}${reportStyles}`,
      blur: blur(),
      offensive,
      words: {
        table: exploreWords().table,
        left: exploreWords().report.left,
        absent: exploreWords().report.absent,
      },
    }),
  );
}
