import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import { LENGTH_MEASURES } from '#shared/eda/lengths/measures';
import { CLASS_KEYS } from '#shared/eda/section/classes';
import type { EdaReport } from '#shared/eda/sections';

/** Terms shown in a list of the summary. */
const SHOWN = 10;
const LANGUAGES = { en: 'English', ru: 'Russian' } as const;
const NAMES = { '0': 'other', '1': 'toxic', unlabelled: 'unlabelled' } as const;

/** A readable summary of the report: the first entries of each list. */
export function summaryOf(report: EdaReport): string[] {
  const classes = CLASS_KEYS.filter((key) => report.classes[key]);
  const lines = [
    `${report.rows} comments: ${classes.map((key) => `${report.classes[key]?.rows ?? 0} ${NAMES[key]}`).join(', ')}`,
  ];
  const title = (text: string) => lines.push('', text);
  const { overview } = report;
  if (overview) {
    lines.push(
      `${overview.unique} different, ${overview.duplicates} repeated, ${overview.empty} empty, ${overview.missing} missing`,
      `${overview.conflicts.texts} texts carry both labels, in ${overview.conflicts.rows} comments`,
    );
    for (const key of classes) {
      const shares = Object.entries(overview.languages[key] ?? {}).filter(([, rows]) => rows > 0);
      lines.push(`languages, ${NAMES[key]}: ${shares.map(([language, rows]) => `${language} ${rows}`).join(', ')}`);
    }
  }
  if (report.lengths) {
    title(columns(['length', 'class', 'mean', 'median', 'min', 'max', '95 %']));
    for (const measure of LENGTH_MEASURES) {
      for (const key of classes) {
        const found = report.classes[key]?.[measure];
        if (!found) continue;
        const figures = [found.mean, found.median, found.min, found.max, found.quantiles[0.95]];
        lines.push(columns([measure, NAMES[key], ...figures.map((figure) => figure.toFixed(1))]));
      }
    }
  }
  for (const { mark, shares } of report.style ?? []) {
    if (mark === report.style?.[0].mark) title('share of comments with');
    lines.push(columns([mark, ...classes.map((key) => `${NAMES[key]} ${percent(shares[key]?.value)}`)]));
  }
  if (report.identity && report.identity.terms.length > 0) {
    title(`share labelled toxic: ${percent(report.identity.base.value)} of all, of those that name`);
    for (const { group, toxic } of report.identity.terms) {
      lines.push(columns([group, percent(toxic.value), `${percent(toxic.low)} to ${percent(toxic.high)}`]));
    }
  }
  const personal = report.personalData?.filter(({ rows }) => rows > 0) ?? [];
  if (personal.length > 0) {
    title(`personal data, comments: ${personal.map(({ kind, rows }) => `${kind} ${rows}`).join(', ')}`);
  }
  for (const [n, byClass] of Object.entries(report.terms ?? {})) {
    for (const key of classes) {
      const terms = byClass[key]?.slice(0, SHOWN) ?? [];
      title(
        `most common of length ${n}, ${NAMES[key]}: ${terms.map(({ term, count }) => `${term} ${count}`).join(', ')}`,
      );
    }
  }
  if (report.distinction && report.distinction.terms.length > 0) {
    const sides: [string, (term: DistinctTerm) => boolean][] = [
      ['terms that distinguish toxic comments, by z', ({ n, z }) => n === 1 && z > 0],
      ['terms that distinguish the others', ({ n, z }) => n === 1 && z < 0],
    ];
    for (const [text, belongs] of sides) {
      const terms = report.distinction.terms.filter(belongs).slice(0, SHOWN);
      title(`${text}: ${terms.map(({ term, z }) => `${term} ${z.toFixed(1)}`).join(', ')}`);
    }
  }
  for (const key of classes) {
    const pairs = report.collocations?.[key]?.slice(0, SHOWN) ?? [];
    if (pairs.length > 0)
      title(`words that occur together, ${NAMES[key]}: ${pairs.map(({ term }) => term).join(', ')}`);
  }
  if (report.duplicates) {
    const { identical, exact, near, conflicting } = report.duplicates;
    title(
      `duplicates: ${exact.groups} groups (${exact.spare} redundant comments), of which identical ${identical.groups} (${identical.spare}); near duplicates ${near.groups} (${near.spare})`,
    );
    lines.push(`with both labels: ${conflicting.groups} groups, ${conflicting.rows} comments`);
  }
  for (const { language, rows, words, classes: found } of report.partsOfSpeech?.languages ?? []) {
    if (rows === 0) continue;
    const few = found.length > 0 ? '' : ': too few for shares';
    title(`share of words, ${LANGUAGES[language]}, ${words} words of ${rows} comments${few}`);
    for (const { wordClass, shares } of found) {
      const known = classes.filter((key) => shares[key] !== undefined);
      lines.push(columns([wordClass, ...known.map((key) => `${NAMES[key]} ${percent(shares[key]?.value)}`)]));
    }
  }
  if (report.partsOfSpeech && report.partsOfSpeech.otherRows > 0) {
    title(`without parts of speech (other languages, or too short): ${report.partsOfSpeech.otherRows} comments`);
  }
  if (report.labelErrors && report.labelErrors.absent === null) {
    title(`labels that look wrong: about ${Math.round(report.labelErrors.estimated)} of ${report.labelErrors.rows}`);
  }
  return lines;
}

const columns = (cells: readonly string[]) =>
  cells
    .map((cell) => cell.padEnd(14))
    .join(' ')
    .trimEnd();

const percent = (share: number | undefined) =>
  share === undefined || Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`;
