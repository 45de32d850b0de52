import { expect, test } from 'vitest';
import { guessTextFormat } from './guessTextFormat';

test.each([
  // names that are believed
  ['a.csv', '{"a": 1}\n', 'csv'],
  ['A.TSV', 'one\ntwo\n', 'csv'],
  ['a.jsonl', '{"a": 1}\n{"a": 2}\n', 'jsonl'],
  ['a.ndjson', '"one"\n"two"\n', 'jsonl'],
  ['a.json', '[\n{"a": 1}]', 'json'],
  // JSON under the other's name
  ['a.json', '{"a": 1}\n{"a": 2}\n', 'jsonl'],
  ['a.jsonl', '[\n {"a": 1},\n {"a": 2}\n]', 'json'],
  ['a.jsonl', '["a"]\n["b"]\n', 'jsonl'],
  ['a.json', '{\n "a": 1\n}', 'json'],
  // names that say nothing
  ['a.txt', '\n  [{"text": "a"}]', 'json'],
  ['Pasted text', '["one", "two"]', 'json'],
  ['Pasted text', '{"text": "a"}\n{"text": "b"}\n', 'jsonl'],
  ['Pasted text', '{"text": "a", "toxic": 0}', 'jsonl'],
  ['Pasted text', '{"comments": [{"text": "a"}, {"text": "b"}]}', 'json'],
  ['Pasted text', '{not JSON, just braces}\nand lines\n', 'lines'],
  ['Pasted text', 'text\ttoxic\nhello\t0\n', 'csv'],
  ['Pasted text', 'hello there\t0\n', 'csv'],
  ['a.txt', 'comment,toxic\nhello,0\n', 'csv'],
  ['a.txt', 'a,0\nb,1\nc,0\nd,1\ne,0\n', 'csv'],
  ['a.txt', 'Well, no.\nYes, please.\n', 'lines'],
  ['a.txt', 'In this long text, nothing.\nYes, please.\nWell, well, well.\nA, b.\nC, d.\n', 'lines'],
  ['a.txt', '"Quotes, that close nothing\nand lines\n', 'lines'],
  ['a.txt', 'hello\n\nthere\n', 'lines'],
  ['a.txt', 'text\nhello, you\n', 'lines'],
] as const)('%s with %j is taken for %s', (name, text, format) => {
  expect(guessTextFormat({ name, text, complete: true })).toBe(format);
});

test('a first line that goes on past the head is believed to be JSON', () => {
  expect(guessTextFormat({ name: 'a.jsonl', text: '{"text": "long', complete: false })).toBe('jsonl');
  expect(guessTextFormat({ name: 'a.json', text: '{"text": "long', complete: false })).toBe('json'); // in either layout
  expect(guessTextFormat({ name: 'a.json', text: '[{"text": "long', complete: false })).toBe('json');
});
