import type { EdaReport } from '#shared/eda/report';

/**
 * Findings about kept rows, numbered from 0 without gaps, as findings about the dataset, whose rows keep their numbers.
 *
 * @param rows the dataset's number of each kept row.
 */
export function inDatasetRows(found: Partial<EdaReport>, rows: Uint32Array): Partial<EdaReport> {
  const all = (numbers: readonly number[]) => numbers.map((row) => rows[row]);
  const { personalData, duplicates, labelErrors } = found;
  return {
    ...found,
    ...(personalData && { personalData: personalData.map((kind) => ({ ...kind, examples: all(kind.examples) })) }),
    ...(duplicates && {
      duplicates: { ...duplicates, groups: duplicates.groups.map((group) => ({ ...group, rows: all(group.rows) })) },
    }),
    ...(labelErrors && {
      labelErrors: { ...labelErrors, errors: labelErrors.errors.map((error) => ({ ...error, row: rows[error.row] })) },
    }),
  };
}
