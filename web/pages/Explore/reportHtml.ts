import { cellText, type TableData } from './sheet/tableData';

/*
 * A report as one file: HTML with its style and its drawings inside, no script, nothing to load. It opens anywhere,
 * offline.
 */

/** A chart: an SVG element as text, styled by the report's style sheet, and the heading above it. */
export interface ReportFigure {
  readonly caption: string;
  /** Its classes in the style sheet. */
  readonly kind: string;
  readonly svg: string;
}

export interface ReportSheet {
  readonly title: string;
  readonly note: string;
  readonly figures: readonly ReportFigure[];
  readonly tables: readonly TableData[];
}

export interface Report {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  /** Sentences. */
  readonly findings: readonly string[];
  readonly sheets: readonly ReportSheet[];
  /** Lines about the report itself. */
  readonly about: readonly string[];
  readonly styles: string;
  /** Blur offensive words until they are pointed at. */
  readonly blur: boolean;
  readonly offensive: (text: string) => boolean;
  readonly words: {
    readonly table: string;
    /** The note under a table that was cut. */
    readonly left: (shown: number, all: number) => string;
    readonly absent: string;
  };
}

/** Rows of a table that go into a report; all of them are in the CSV. */
const MAX_ROWS = 100;

/** The whole file, a sheet at a time, so that the caller can yield to the event loop between. */
export function* reportHtml(report: Report): Generator<void, string, undefined> {
  const sheets: string[] = [];
  for (const sheet of report.sheets) {
    sheets.push(sheetHtml(sheet, report));
    yield;
  }
  return `<!doctype html>
<html lang="${escaped(report.language)}"${report.blur ? ' data-blur' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(report.title)} · ${escaped(report.summary)}</title>
<style>${report.styles.replaceAll('</', '<\\/')}</style>
</head>
<body class="report">
<header>
<h1>${escaped(report.title)}</h1>
<p class="quiet">${escaped(report.summary)}</p>
${report.findings.length > 0 ? `<p class="finding user-text">${report.findings.map(escaped).join(' ')}</p>` : ''}
</header>
<main>
${sheets.join('\n')}
</main>
<footer>${report.about.map((line) => `<p>${escaped(line)}</p>`).join('')}</footer>
</body>
</html>
`;
}

function sheetHtml({ title, note, figures, tables }: ReportSheet, report: Report): string {
  const drawn = figures.map(
    ({ caption, kind, svg }) =>
      `<figure>${caption === '' ? '' : `<figcaption>${escaped(caption)}</figcaption>`}<div class="${escaped(kind)}">${svg}</div></figure>`,
  );
  const listed = tables.map((table) => tableHtml(table, report));
  const body =
    drawn.length + listed.length === 0
      ? `<p class="quiet">${escaped(report.words.absent)}</p>`
      : `<div class="figures">${drawn.join('')}</div>${listed.join('')}`;
  return `<section class="sheet"><h2>${escaped(title)}</h2><p class="quiet">${escaped(note)}</p>${body}</section>`;
}

function tableHtml({ caption, columns, rows }: TableData, { words, offensive }: Report): string {
  const head = columns.map((column) => `<th scope="col"${number(column.format)}>${escaped(column.head)}</th>`);
  const body = rows.slice(0, MAX_ROWS).map((row) => {
    const cells = columns.map((column, i) => {
      const text = cellText(column, row[i] ?? null);
      const shown = column.userText
        ? `<span class="user-text${offensive(text) ? ' offensive" tabindex="0' : ''}">${escaped(text)}</span>`
        : escaped(text);
      return i === 0 ? `<th scope="row">${shown}</th>` : `<td${number(column.format)}>${shown}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const left = rows.length > MAX_ROWS ? `<p class="quiet">${escaped(words.left(MAX_ROWS, rows.length))}</p>` : '';
  return `<details open><summary>${escaped(words.table)}: ${escaped(caption)}</summary><div class="scroll-x" tabindex="0"><table class="table"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>${left}</details>`;
}

const number = (format: unknown) => (format === undefined ? '' : ' class="num"');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in quoted attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
