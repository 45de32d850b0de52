import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { knowingModel, smallModel } from '../../testing/models';
import { createKnowledgeReader } from './doubt';
import { doubtOf, judgeColumn } from './judgeColumn';
import { loadScorer } from './scorer';

const knowing = await loadScorer(knowingModel());
const unknowing = await loadScorer(smallModel());

/** What a model knows of a text. */
function knowledgeOf(text: string, scorer = knowing) {
  const bytes = new TextEncoder().encode(text);
  const scores = new Float64Array(scorer.model.linear.labels);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  return createKnowledgeReader(scorer).read(bytes, 0, bytes.length, scores);
}

test('a comment of words that the model has read is no cause for doubt', () => {
  expect(knowledgeOf('Thanks for the help')).toEqual({ doubt: null, words: 4, unknown: 0 });
  expect(knowledgeOf('You are rubbish')).toEqual({ doubt: null, words: 3, unknown: 0 });
});

test.each(['', ' \n', '12345', '3.14 + 2', '😀😀', '❤️', '?!…', '___'])('%j has no word to judge by', (text) => {
  expect(knowledgeOf(text)).toEqual({ doubt: 'nothing', words: 0, unknown: 0 });
});

test.each([
  'Nguyễn Văn An đã đến',
  'Das ist ein schöner Tag heute',
  'Спасибо за помощь',
  '谢谢你的帮助',
  'Дякую за допомогу',
])('%s is in a language that the model has not read', (text) => {
  expect(knowledgeOf(text).doubt).toBe('language');
});

test.each(['gribbled', 'Oyelaran', 'asdf jkl qwer', 'Oyelaran Adebayo', 'you gribbled frotzing'])(
  'most of %j was never read',
  (text) => {
    expect(knowledgeOf(text).doubt).toBe('unknown');
  },
);

test('an unknown name among known words is no cause for doubt', () => {
  expect(knowledgeOf('Thanks for the help, Oyelaran')).toEqual({ doubt: null, words: 5, unknown: 1 });
  expect(knowledgeOf('Thanks Oyelaran').doubt).toBe(null);
});

test('a comment longer than those that were read is doubtful, one as long is not', () => {
  expect(knowledgeOf('thanks '.repeat(12)).doubt).toBe(null);
  expect(knowledgeOf('thanks '.repeat(13))).toEqual({ doubt: 'long', words: 13, unknown: 0 });
});

test('a model that carries no words doubts only what it knows nothing of', () => {
  expect(knowledgeOf('', unknowing).doubt).toBe('nothing');
  expect(knowledgeOf('xqzt grommets', unknowing)).toEqual({ doubt: 'nothing', words: 2, unknown: null });
  expect(knowledgeOf('xqzt thanks', unknowing).doubt).toBe(null);
  expect(knowledgeOf('Das ist rubbish', unknowing).doubt).toBe(null);
});

test('a column is judged row by row', () => {
  const texts = ['thanks', 'gribbled', '', 'you are rubbish'];
  const judged = runStepsSync(judgeColumn(knowing, createKnowledgeReader(knowing), textColumnOf(texts)));
  expect([...judged.doubts].map(doubtOf)).toEqual([null, 'unknown', 'nothing', null]);
  expect(judged.scores).toHaveLength(4);
});
