import { rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { type Decision, decideWithout } from '#shared/ml/scoring/decision';
import type { ListMatches, WordListReader } from '#shared/text/wordLists/wordLists';
import type { RoutedScores, RowModel } from './rowModels';

/** What was decided about a row, and what the lists found in it. */
export interface DecidedRow {
  /** Null for a row that no model reads and no list decides. */
  readonly decision: Decision | null;
  readonly matches: ListMatches;
}

const NO_MATCHES: ListMatches = { allow: [], deny: [] };

/**
 * The labels of the rows of a chunk (the first label of each model) once word lists have been applied.
 * @param lists null: the models decide.
 */
export async function decideRows(
  column: TextColumn,
  { models, scores }: RoutedScores,
  lists: WordListReader | null,
): Promise<DecidedRow[]> {
  /** Rows to be scored again without their allowed words. */
  const again = new Map<RowModel, { row: number; rest: string; entries: readonly string[] }[]>();
  const rows = models.map((model, row): DecidedRow => {
    const label = model !== null && scores[row][0] >= model.threshold ? 1 : 0;
    const none = model === null ? null : ({ label, by: 'model', entries: [] } as const);
    if (lists === null) return { decision: none, matches: NO_MATCHES };
    const text = rowText(column, row);
    const matches = lists.find(text);
    if (model === null && matches.deny.length === 0) return { decision: null, matches };
    const settled = decideWithout(text, label, matches);
    if (settled.decision !== null) return { decision: settled.decision, matches };
    if (model !== null) again.set(model, [...(again.get(model) ?? []), { row, ...settled }]);
    return { decision: none, matches };
  });
  await Promise.all(
    [...again].map(async ([model, questions]) => {
      const { scores: found } = await model.judge(textColumnOf(questions.map(({ rest }) => rest)));
      const { labels } = model.model.linear;
      questions.forEach(({ row, entries }, i) => {
        if (found[i * labels] >= model.threshold) return;
        rows[row] = { decision: { label: 0, by: 'allow', entries }, matches: rows[row].matches };
      });
    }),
  );
  return rows;
}
