import { expect, test } from 'vitest';
import { createWordListReader } from '../../text/wordLists/wordLists';
import { decide } from './decision';

/** A model that flags whatever holds "fool" or "kill". */
const labelOf = (text: string): 0 | 1 => (/fool|kill/.test(text) ? 1 : 0);
const decided = (text: string, allow: string[], deny: string[]) =>
  decide(text, labelOf(text), createWordListReader({ allow, deny }).find(text), labelOf);

test('without a match the model decides', () => {
  expect(decided('you fool', [], ['clown'])).toEqual({ label: 1, by: 'model', entries: [] });
  expect(decided('hello', ['hello'], [])).toEqual({ label: 0, by: 'model', entries: [] });
});

test('a denied word flags what the model does not', () => {
  expect(decided('a Clown and a clown', [], ['clown'])).toEqual({ label: 1, by: 'deny', entries: ['clown'] });
});

test('a comment flagged for allowed words alone is not flagged; one with more in it stays flagged', () => {
  expect(decided('kill the process', ['kill'], [])).toEqual({ label: 0, by: 'allow', entries: ['kill'] });
  expect(decided('kill the process, fool', ['kill'], [])).toEqual({ label: 1, by: 'model', entries: [] });
});

test('a denied word wins over an allowed one, unless it is part of an allowed phrase', () => {
  expect(decided('kill', ['kill'], ['kill'])).toMatchObject({ label: 1, by: 'deny' });
  expect(decided('kill the process', ['kill the process'], ['kill'])).toMatchObject({ label: 0, by: 'allow' });
});
