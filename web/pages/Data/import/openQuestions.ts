import type { TallyJudgement } from '#shared/data/guess/labelTally';
import type { ReadingQuestion } from '#shared/data/guess/questions';
import type { Draft } from '../../../stores/importDraft';

/** Of how the file is written and of its columns; those of values follow from the judgement. */
const STRUCTURAL: ReadonlySet<ReadingQuestion['code']> = new Set([
  'text-column',
  'label-column',
  'archive-entry',
  'quotes-swallow-lines',
]);

/** The questions still open before the file can be imported; each needs one press. */
export function openQuestions(draft: Draft, judged: TallyJudgement | null): readonly ReadingQuestion[] {
  const asked = draft.inspection?.report.questions.filter(({ code }) => STRUCTURAL.has(code)) ?? [];
  // Values of a column that may be the wrong one are a later matter.
  const columnFirst = asked.some(({ code }) => code === 'label-column');
  return columnFirst ? asked : [...asked, ...(judged?.questions ?? [])];
}
