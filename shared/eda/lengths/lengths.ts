import { type ByClass, byClass, CLASS_KEYS } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { linearEdges, logEdges } from './lengthBins';
import { type Distribution, distributionOf, quantileOf, rowsBetween, statisticsOf } from './lengthStatistics';
import {
  type ClassFacts,
  type Histogram,
  LENGTH_MEASURES,
  type LengthMeasure,
  type LengthStatistics,
} from './measures';
import { createLengthReader } from './textLengths';

/** The linear axis ends where this share of the rows does. */
const USUAL = 0.99;

/** What this section adds to the report. */
export interface LengthsFound {
  /** Bins on a linear and on a logarithmic axis. */
  readonly lengths: Readonly<Record<LengthMeasure, { readonly linear: Histogram; readonly log: Histogram }>>;
  readonly classes: ByClass<ClassFacts>;
}

/** Length distributions: one pass over the text, then exact statistics from counts of the lengths. */
async function* exploreLengths(context: EdaContext): AsyncGenerator<SectionProgress, LengthsFound, undefined> {
  const { rows } = context.source;
  const reader = createLengthReader();
  const lengths = new Uint32Array(LENGTH_MEASURES.length);
  const values = LENGTH_MEASURES.map(() => new Uint32Array(rows));
  yield* visitRows(context, (bytes, begin, end, row) => {
    reader.read(bytes, begin, end, lengths);
    for (let measure = 0; measure < lengths.length; measure++) values[measure][row] = lengths[measure];
  });

  const statistics = CLASS_KEYS.map((): Partial<Record<LengthMeasure, LengthStatistics>> => ({}));
  const histograms: Partial<Record<LengthMeasure, { linear: Histogram; log: Histogram }>> = {};
  for (const [i, measure] of LENGTH_MEASURES.entries()) {
    const most = values[i].reduce((longest, value) => Math.max(longest, value), 0);
    const distributions: Distribution[] = [];
    for (const index of CLASS_KEYS.keys()) {
      distributions.push(distributionOf(values[i], most, (row) => context.classes.of(row) === index));
      statistics[index][measure] = statisticsOf(distributions[index]);
      yield { done: rows, total: rows };
    }
    const histogram = (edges: readonly number[], overflow: boolean): Histogram => ({
      edges,
      counts: byClass(context.classes, (index) => binCounts(distributions[index], edges)),
      overflow,
    });
    const { edges, overflow } = linearEdges(usualLength(distributions), most);
    histograms[measure] = { linear: histogram(edges, overflow), log: histogram(logEdges(most), false) };
  }
  return {
    classes: byClass(
      context.classes,
      (index): ClassFacts => ({ rows: context.classes.rows[index], ...statistics[index] }),
    ),
    lengths: histograms as Record<LengthMeasure, { linear: Histogram; log: Histogram }>,
  };
}

/** The length that USUAL of the rows of all classes do not exceed; 0 without rows. */
function usualLength(distributions: readonly Distribution[]): number {
  const all = distributions[0].map((rows, value) => rows + distributions[1][value] + distributions[2][value]);
  return Math.max(0, quantileOf(all, USUAL) || 0);
}

function binCounts(rowsUpTo: Distribution, edges: readonly number[]): number[] {
  return edges.slice(1).map((edge, bin) => rowsBetween(rowsUpTo, edges[bin], edge));
}

export const lengthsSection: Section<LengthsFound> = {
  run: exploreLengths,
};
