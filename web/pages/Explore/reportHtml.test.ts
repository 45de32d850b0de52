import { expect, test } from 'vitest';
import { runStepsSync } from '#shared/runtime/steps';
import { type Report, reportHtml } from './reportHtml';

const evil = '<script>alert("x")</script>';

const report = (more: Partial<Report> = {}): Report => ({
  language: 'ru',
  title: 'Чем отличаются',
  summary: evil,
  findings: [evil, 'Второе.'],
  sheets: [
    {
      title: 'Слова',
      note: evil,
      figures: [{ caption: 'токсичные', kind: 'chart bars', svg: '<svg viewBox="0 0 1 1"></svg>' }],
      tables: [
        {
          caption: 'Термы',
          columns: [
            { head: 'Терм', userText: true },
            { head: 'Число', format: (value) => `${value} раз` },
          ],
          rows: [[evil, 3], ...Array.from({ length: 149 }, (_, i) => [`слово${i}`, null] as const)],
        },
      ],
    },
    { title: 'Части речи', note: '', figures: [], tables: [] },
  ],
  about: ['Сделано.'],
  styles: '.a > .b { color: red }',
  blur: false,
  offensive: (text) => text === 'слово0',
  words: { table: 'Таблица', left: (shown, all) => `${shown} из ${all}`, absent: 'Не посчитано.' },
  ...more,
});

const html = (more?: Partial<Report>) => runStepsSync(reportHtml(report(more)));

test('user text is escaped everywhere', () => {
  expect(html()).not.toContain('<script');
  expect(html().split('&lt;script&gt;')).toHaveLength(6); // the title twice, a finding, a note, a cell
});

test('it contains no scripts and loads nothing', () => {
  expect(html()).not.toMatch(/<(link|img|iframe|script)|src=|url\(|@import|href=/);
  expect(html()).toContain("default-src 'none'");
});

test('a style sheet cannot close its element', () => {
  expect(html({ styles: '/* </style><b> */' }).match(/<\/style>/g)).toHaveLength(1);
});

test('it has the language of the page, shows numbers as the table does, and names what was left out', () => {
  expect(html()).toContain('<html lang="ru">');
  expect(html()).toContain('<td class="num">3 раз</td>');
  expect(html()).toContain('100 из 150');
  expect(html()).toContain('Не посчитано.');
  expect(html().match(/слово\d+/g)).toHaveLength(99);
});

test('offensive words stay blurred in a report made while blurring is on', () => {
  expect(html({ blur: true })).toContain('<html lang="ru" data-blur>');
  // With a keyboard or touch a word is shown on focus.
  expect(html()).toContain('<span class="user-text offensive" tabindex="0">слово0</span>');
});

test('every table is unfolded, in a report with charts too', () => {
  expect(html().match(/<details open>/g)).toHaveLength(1);
});
