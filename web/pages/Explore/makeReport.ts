import { LEFT_OUT } from '#shared/eda/section/settings';
import { AbortError, runSteps, yieldToEventLoop } from '#shared/runtime/steps';
import chartStyles from '../../charts/charts.css?inline';
import { format, language } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import type { DatasetInfo } from '../../stores/datasets';
import { exploreSettings, exploreSubject, report } from '../../stores/explore';
import { blur } from '../../stores/settings';
import tokens from '../../styles/tokens.css?inline';
import { findingsOf } from './findings';
import { findingText } from './findingText';
import reportStyles from './report.css?inline';
import { type ReportFigure, type ReportSheet, reportHtml } from './reportHtml';
import { EXPLORE_SECTIONS } from './sections';
import { sheetOnPage } from './sheet/sheets';
import { summaryText } from './summaryText';

/** Attributes that serve the mouse or the keyboard. */
const LIVELY = ['tabindex', 'role', 'aria-label', 'data-mark'];

/**
 * The page as one file of HTML: charts as they are on screen, all tables, in the language of the page.
 * @throws an AbortError if another report is on screen before all of this one has been collected.
 */
export async function makeReport(
  dataset: DatasetInfo,
  rows: number,
  title: string,
  offensive: (text: string) => boolean,
): Promise<string> {
  const words = exploreWords();
  const of = exploreSubject();
  const sheets: ReportSheet[] = [];
  for (const { key, tables } of EXPLORE_SECTIONS) {
    if (tables === null) continue;
    const sheet = sheetOnPage(key);
    sheets.push({
      title: words.sections[key],
      note: sheet?.note() ?? '',
      figures: figuresOf(sheet?.charts() ?? null),
      tables: tables(report()),
    });
    await yieldToEventLoop();
    if (exploreSubject() !== of) throw new AbortError();
  }
  const { stopWords, keep, tokens: forms, minCount } = exploreSettings();
  const left = LEFT_OUT.filter((each) => !keep.includes(each) && (each === 'noise' || stopWords !== 'none'));
  const read = [
    `${words.settings.stopWords}: ${typeof stopWords === 'string' ? words.settings.stopWordsOptions[stopWords] : stopWords.join(' ')}`,
    ...(left.length > 0
      ? [`${words.settings.leaveOut}: ${left.map((each) => words.settings.left[each]).join(', ')}`]
      : []),
    `${words.settings.tokens}: ${words.settings.tokensOptions[forms]}`,
    `${words.settings.minCount}: ${format().number(minCount)}`,
  ];
  return runSteps(
    reportHtml({
      language: language(),
      title,
      summary: summaryText(dataset, rows, report()),
      findings: findingsOf(report()).map(findingText),
      sheets,
      about: [
        words.report.settings(read.join('; ')),
        words.report.quotes,
        words.report.made(format().date(Date.now())),
      ],
      styles: `${tokens}${chartStyles}${reportStyles}`,
      blur: blur(),
      offensive,
      words: { table: words.table, left: words.report.left, absent: words.report.absent },
    }),
  );
}

/** The charts in `place` as text, without what only a live page needs. */
export function figuresOf(place: HTMLElement | null): ReportFigure[] {
  return [...(place?.querySelectorAll<SVGSVGElement>('.chart > svg') ?? [])].map((svg) => {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const label = svg.getAttribute('aria-label') ?? '';
    for (const element of [copy, ...copy.querySelectorAll('[data-mark]')]) {
      for (const name of LIVELY) element.removeAttribute(name);
    }
    for (const halo of copy.querySelectorAll('.halo')) halo.remove();
    copy.setAttribute('role', 'img');
    copy.setAttribute('aria-label', label);
    const caption = svg.closest('.panel')?.querySelector('h3')?.textContent ?? '';
    const kind = svg.parentElement?.getAttribute('class') ?? '';
    return { caption: caption.trim(), kind, svg: copy.outerHTML };
  });
}
