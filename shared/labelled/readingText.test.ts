import { expect, test } from 'vitest';
import { noticeText } from './readingText';

test.each([
  [1, 'left out: 1 line above the header'],
  [2, 'left out: 2 lines above the header'],
])('%i lines are counted in good English', (count, text) => {
  expect(noticeText({ code: 'lines-above-header', count })).toBe(text);
});

test('one row, one column and one byte are not plural', () => {
  const lines = [3];
  const texts = [
    noticeText({ code: 'cells-beside-table', count: 1, lines }),
    noticeText({ code: 'unnamed-columns', positions: [0] }),
    noticeText({ code: 'bytes-after-archive', count: 1 }),
    noticeText({ code: 'malformed-quotes', count: 1, lines }),
    noticeText({ code: 'text-cleaned', count: 1, column: 'text_raw' }),
  ];
  for (const text of texts) expect(text).not.toMatch(/\b1 \w+s\b/);
});
