import fc from 'fast-check';
import transformations from 'natural/lib/natural/brill_pos_tagger/data/English/tr_from_posjs.json';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../base/hash';
import answers from '../frozen/partsOfSpeech.json';
import { generatedSentences } from '../testing/generatedSentences';
import { createTagger } from './partsOfSpeech';
import { compileRules } from './partsOfSpeechRules';

interface Tagged {
  readonly word: string;
  readonly tag: string;
}

/** Tags with compiled rules, from each word's first tag on. */
function run(rules: readonly string[], words: readonly Tagged[]): string[] {
  const rowOf = compileRules(rules);
  let context = 0;
  return words.map(({ word, tag }) => {
    const row = rowOf(word, tag);
    const corrected = row.tags[context];
    context = row.next[context];
    return corrected;
  });
}

/** Rule after rule on each word in turn, as in the paper, for rules on endings and on the word before. */
function runSlowly(rules: readonly string[], words: readonly Tagged[]): string[] {
  const tags = words.map(({ tag }) => tag);
  for (let i = 0; i < words.length; i++) {
    for (const rule of rules) {
      const [from, to, condition, parameter] = rule.split(' ');
      if (from !== '*' && from !== tags[i]) continue;
      let holds = i > 0;
      if (condition === 'PREV-TAG') holds &&= tags[i - 1] === parameter;
      else if (condition === 'PREV-WORD-IS') holds &&= words[i - 1].word.toLowerCase() === parameter;
      else holds = words[i].word.split(parameter).length === 2 && words[i].word.endsWith(parameter);
      if (holds) tags[i] = to;
    }
  }
  return tags;
}

const nouns = (text: string) => text.split(' ').map((word) => ({ word, tag: 'NN' }));

test('thousands of sentences get the tags that they got when models were first kept', async () => {
  const tagger = await createTagger();
  const sentences = generatedSentences(answers.sentences);
  const lines = sentences.map((tokens) => tagger.tags(tokens).join(' '));
  expect(sentences.reduce((sum, tokens) => sum + tokens.length, 0)).toBe(answers.tokens);
  expect(sha256Hex(new TextEncoder().encode(lines.join('\n')))).toBe(answers.tags);
});

test('a rule sees the final tag of the word before, and what earlier rules made of the word itself', () => {
  expect(run(['NN DT PREV-WORD-IS a', 'NN VB PREV-TAG DT'], nouns('a b c d'))).toEqual(['NN', 'DT', 'VB', 'NN']);
  expect(run(['NN VB PREV-TAG DT', 'NN DT PREV-WORD-IS a'], nouns('A b c d'))).toEqual(['NN', 'DT', 'VB', 'NN']);
  expect(run(['NN JJ CURRENT-WORD-ENDS-WITH x', 'JJ RB CURRENT-WORD-ENDS-WITH x'], nouns('x y'))).toEqual(['RB', 'NN']);
  expect(run(['JJ RB CURRENT-WORD-ENDS-WITH x', 'NN JJ CURRENT-WORD-ENDS-WITH x'], nouns('x y'))).toEqual(['JJ', 'NN']);
});

test('the first word has none before it', () => {
  expect(run(['NN VB PREV-WORD-IS a', 'NN VB PREV-TAG NN'], nouns('a'))).toEqual(['NN']);
});

test('a star matches any tag, another tag only itself', () => {
  const words = [
    { word: 'sadly', tag: 'DT|NN' },
    { word: 'sads', tag: 'NN|JJ' },
  ];
  expect(run(['* RB CURRENT-WORD-ENDS-WITH ly', 'NN NNS CURRENT-WORD-ENDS-WITH s'], words)).toEqual(['RB', 'NN|JJ']);
});

test('an ending counts where the word has it nowhere else', () => {
  const rules = ['NN NNS CURRENT-WORD-ENDS-WITH s', 'NN VBG CURRENT-WORD-ENDS-WITH ing'];
  const words = 'dogs nightdress hunting huntinging s g in';
  expect(run(rules, nouns(words))).toEqual(['NNS', 'NN', 'VBG', 'NN', 'NNS', 'NN', 'NN']);
});

test('numbers and addresses are recognised by their characters', () => {
  const numbers = '3 -3.5 .5 5th 3-4 0 00 0x1 Infinity'.split(' ');
  const others = 'x5 $5 0x 0a - . NaN e1'.split(' ');
  const is = (rule: string) => (word: string) => run([rule], [{ word, tag: 'NN' }])[0] !== 'NN';
  expect(numbers.filter(is('NN CD CURRENT-WORD-IS-NUMBER YES'))).toEqual(numbers);
  expect(others.filter(is('NN CD CURRENT-WORD-IS-NUMBER YES'))).toEqual([]);
  expect(others.filter(is('NN CD CURRENT-WORD-IS-NUMBER NO'))).toEqual(others);
  const addresses = 'example.com http://x.org/y foo.c ab.'.split(' ');
  expect(addresses.filter(is('NN URL CURRENT-WORD-IS-URL YES'))).toEqual(addresses);
  expect(['a.b', 'ab', '1.5', 'e.g.', '...'].filter(is('NN URL CURRENT-WORD-IS-URL YES'))).toEqual([]);
});

test('the rules of English ask two questions about the word before', () => {
  expect(compileRules(transformations.rules)('dog', 'NN')).toEqual({
    tags: ['NN', 'NN', 'VB', 'VB'],
    next: [0, 0, 0, 0],
  });
});

test('compiled rules equal applying them one by one', () => {
  const tag = fc.constantFrom('A', 'B', 'C');
  const word = fc.constantFrom('x', 'y', 'xy', 'yx', 'X');
  const condition = fc.oneof(
    tag.map((t) => `PREV-TAG ${t}`),
    fc.constantFrom('x', 'xy').map((w) => `PREV-WORD-IS ${w}`),
    fc.constantFrom('x', 'y').map((ending) => `CURRENT-WORD-ENDS-WITH ${ending}`),
  );
  const rule = fc.tuple(fc.oneof(tag, fc.constant('*')), tag, condition).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 8 }), fc.array(fc.record({ word, tag })), (rules, words) => {
      expect(run(rules, words)).toEqual(runSlowly(rules, words));
    }),
  );
});

test('a condition that is not known is refused', () => {
  expect(() => compileRules(['NN VB NEXT-TAG DT'])).toThrow('NN VB NEXT-TAG DT');
});
