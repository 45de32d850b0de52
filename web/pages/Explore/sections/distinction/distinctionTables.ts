import type { EdaReport } from '#shared/eda/sections';
import { exploreWords } from '../../../../i18n/exploreWords';
import { decimal, whole } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

export function distinctionTables({ distinction }: Partial<EdaReport>, which: 'terms' | 'scatter'): TableData[] {
  if (distinction === undefined || distinction[which].length === 0) return [];
  const words = exploreWords();
  const { columns } = words.distinction;
  return [
    {
      caption: words.sections[which === 'terms' ? 'distinction' : 'scatter'],
      columns: [
        { head: columns.term, userText: true },
        { head: columns.n, format: whole },
        { head: columns.toxic, format: whole },
        { head: columns.other, format: whole },
        { head: columns.toxicComments, format: whole },
        { head: columns.otherComments, format: whole },
        { head: columns.logOdds, format: decimal(2) },
        { head: columns.z, format: decimal(1) },
        { head: columns.chiSquared, format: decimal(1) },
      ],
      rows: [...distinction[which]]
        .sort((a, b) => b.z - a.z)
        .map(({ term, n, counts, documents, logOdds, z, chiSquared }) => [
          term,
          n,
          ...counts,
          ...documents,
          logOdds,
          z,
          chiSquared,
        ]),
    },
  ];
}
