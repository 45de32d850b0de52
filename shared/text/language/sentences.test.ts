import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSpaceCodePoint } from '../unicode/characters';
import { countSentences, splitSentences } from './sentences';

const split = (text: string) => splitSentences(text).map(({ begin, end }) => text.slice(begin, end));

/** Checks a text whose sentences are divided by " | " (or by "|" alone, where no space divides them). */
function expectSplit(divided: string) {
  const text = divided.replaceAll(' | ', ' ').replaceAll('|', '');
  expect(split(text)).toEqual(divided.split(/ \| |\|/));
}

test('sentences end at full stops, question and exclamation marks and their runs', () => {
  expectSplit('You are silly. | Are you? | Yes!!! | What?! | 7 times. | End');
  expectSplit('Ты глупый. | Правда? | Да!!! | Что?! | 7 раз. | Конец');
});

test('quotes and brackets close with the sentence', () => {
  expectSplit('He said "Stop." | Then (he left.) | "Really?" she asked. | «Да!» | Он ушёл.');
  expectSplit('«Что?» — спросил он. | "Почему?" - сказала она.');
});

test('abbreviations and initials end nothing', () => {
  expectSplit('Dr. Smith met Mr. Brown, e.g. yesterday, vs. Prof. Green. | No. 5 is alive. | No. | That is it.');
  expectSplit('It was J. R. R. Tolkien. | He left at 5 p.m. | Then came rain, snow etc. | The end.');
  expectSplit('Поэт А. С. Пушкин, т.е. классик, см. стр. 5 и т.д. | Конец.');
  expectSplit('Он родился в 2020 г. | Потом уехал в г. Москва. | Яблоки, груши и т. д. | Всё.');
});

test('numbers, addresses and list numbers are whole', () => {
  expectSplit('It cost $3.50 at example.com/a.b?c=d.html today. | Then 1,000.5 more.');
  expectSplit('1. First. | 2. Second. | 3. Third.');
});

test('an ellipsis ends a sentence before a capital only', () => {
  expectSplit('Well... maybe… not. | So... | Then… | Go');
});

test('who begins a sentence with a small letter may begin the next with one', () => {
  expectSplit('what is this? | you are silly. | stop it! | ok');
  expectSplit('What is this approx. five of them? or six.');
});

test('emoticons and emoji go with the sentence they follow', () => {
  expectSplit('Great! :) | Next one. ;-) :D | End 😀. | Ok! 👍🏽 | Да)))');
  expectSplit('i like it :) a lot. | me too :(');
});

test('blank lines always end a sentence, a line break only after an end or before a list item', () => {
  expect(split('one line\nsame sentence\n\nnext, Dr.\r\n\r\nlast')).toEqual([
    'one line\nsame sentence',
    'next, Dr.',
    'last',
  ]);
  expect(split('Done.\nnext\r\nsame')).toEqual(['Done.', 'next\r\nsame']);
  expect(split('List:\n- one\n* two\n1) three\nа) четыре\n\t5. five')).toEqual([
    'List:',
    '- one',
    '* two',
    '1) three',
    'а) четыре',
    '5. five',
  ]);
});

test('wide marks need no space', () => {
  expect(split('你好。再见！「好？」')).toEqual(['你好。', '再见！', '「好？」']);
});

test('texts without sentences have none', () => {
  for (const text of ['', ' ', '\n\n \t', '\u3000']) expect(split(text)).toEqual([]);
  expect(split('  a ')).toEqual(['a']);
});

const unit = fc.constantFrom(
  ...'.!?…。 \n\r\t"\'()«»-*:;=D)3aAяЯIг1 20,_😀\ud800'.split(''),
  'Dr.',
  'т.д.',
  '\n\n',
  '😀',
  ':)',
);

const isSpace = (character: string) => isSpaceCodePoint(character.charCodeAt(0));
const isBlank = (text: string) => text.split('').every(isSpace);

test('spans are in order, apart, trimmed, and hold all that is not white space', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit: 'binary' })), (text) => {
      let last = 0;
      for (const { begin, end } of splitSentences(text)) {
        const whole = begin >= last && end > begin && !isSpace(text[begin]) && !isSpace(text[end - 1]);
        if (!whole || !isBlank(text.slice(last, begin))) return false;
        last = end;
      }
      return isBlank(text.slice(last));
    }),
    { numRuns: 2000 },
  );
});

test('a text after a blank line splits as it does alone', () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), fc.string({ unit, maxLength: 30 }), (first, second) => {
      expect(split(`${first}\n\n${second}`)).toEqual([...split(first), ...split(second)]);
    }),
    { numRuns: 1000 },
  );
});

test('any number of characters of anything are read to their end', () => {
  const pieces = [
    '.',
    '. ',
    ' ',
    'a.',
    '\n \n',
    '!:) ',
    '. :',
    'A. ',
    '"',
    '😀',
    '. 😀x',
    '1.',
    '. ("',
    ':)',
    '( x. x',
  ];
  for (const piece of pieces) {
    const text = `a${piece.repeat(200_000 / piece.length)}z`;
    const sentences = splitSentences(text);
    expect(sentences[0].begin).toBe(0);
    expect(sentences.at(-1)?.end).toBe(text.length);
  }
  expect(splitSentences(`${'('.repeat(100_000)}${' x. x'.repeat(20_000)}`).at(-1)?.end).toBe(200_000);
});

test('marks of other scripts end the sentences that are counted, and not those that models were fitted with', () => {
  expect(countSentences('كيف حالك؟ أنا بخير. شكرا')).toBe(3);
  expect(countSentences('यह क्या है? मैं ठीक हूँ। धन्यवाद॥')).toBe(3);
  expect(countSentences('آپ کیسے ہیں؟ میں ٹھیک ہوں۔ شکریہ')).toBe(3);
  expect(countSentences('حقا؟! نعم!؟ «لا؟» آه')).toBe(4);
  expect(splitSentences('كيف حالك؟ أنا بخير')).toHaveLength(1);
});

test('sentences are counted as they are split, where no mark of another script is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit: 'binary' })), (text) => {
      fc.pre(!/[\u061f\u06d4\u0964\u0965]/.test(text));
      expect(countSentences(text)).toBe(splitSentences(text).length);
    }),
    { numRuns: 1000 },
  );
});
