import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCodePointReader } from '../../text/decode/codePoints';
import { explored, sourceOf } from '../testing/explored';
import { blankNoise } from './noise';

const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });

/** The words of two letters or more that are left. */
function left(text: string, halves = true): string {
  const bytes = new TextEncoder().encode(text);
  const points = reader.read(bytes, 0, bytes.length);
  blankNoise(points, halves);
  const kept = Array.from(points.codePoints.subarray(0, points.length), (code) => String.fromCodePoint(code)).join('');
  return Array.from(kept.matchAll(/[\p{L}\p{M}\p{N}_]{2,}/gu), ([word]) => word).join(' ');
}

test.each([
  ["don't stop", 'stop'],
  ['DON’T stop', 'stop'],
  ['I can`t, you won´t', 'you'],
  ["you're, I'll, they've; he'd", 'you they he'],
  ["couldn't've been", 'been'],
  ["it's the dog's", 'it the dog'],
  ['Don Quixote, re: ll', 'don quixote re ll'],
  ["rock'n'roll, o'clock, l'homme", 'rock roll clock homme'],
  ["ant't", 'ant'],
  ['it&#39;s don&apos;t you&rsquo;re', 'it you'],
  ['cats &amp; dogs &lt;br&gt; &amp;nbsp; end', 'cats dogs br end'],
  ['AT&T; R&D and amp; lt', 'at and amp lt'],
  ['&; &#; &#x1F600; &thisisnoentitybutlong; x&y', 'thisisnoentitybutlong'],
  ['RT @anna: hello', 'anna hello'],
  ['rt this', 'this'],
  ['well, RT  @anna and rt alone, art @anna', 'well anna and rt alone art anna'],
  ['see http://t.co/AbC1?x=you&y=2 now', 'see now'],
  ['see https://example.com/a-b, www.example.org/stupid. And example.com/dogs', 'see and'],
  ['end.Next sentence', 'end next sentence'],
  ['мне надо: http://пример.рф/путь вот', 'мне надо вот'],
  ["'t 's '", ''],
  ['', ''],
])('of "%s" is left "%s"', (text, expected) => {
  expect(left(text)).toBe(expected);
});

test('contractions stay where they are wanted', () => {
  expect(left("don't say you're &amp; http://example.com/a", false)).toBe('don say you re');
});

test('what has no sign of noise is left as it is, and any text in its length', () => {
  const plain = fc.string({ unit: fc.constantFrom(...Array.from('aбж1_ ,!?-"(')) });
  fc.assert(fc.property(plain, (text) => left(text) === left(text, false)));
  const unit = fc.oneof(
    fc.constantFrom(...Array.from("ntsrl'’`&;#.:/@ ax39"), 'amp;', 'http://', 'www.', '&#39;', 'RT ', '😀'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (parts) => {
      const bytes = new TextEncoder().encode(parts.join(''));
      const points = reader.read(bytes, 0, bytes.length);
      const before = Array.from(points.codePoints.subarray(0, points.length));
      blankNoise(points);
      return before.every((code, i) => points.codePoints[i] === code || points.codePoints[i] === 0x20);
    }),
    { numRuns: 1000 },
  );
});

test('any number of anything is read in time that grows with it', () => {
  for (const piece of ["n't", "'", '&amp;', '&', 'a&#', "a'", 'rt @', "a't ", '&#39;', ':/', 'a.a']) {
    expect(left(piece.repeat(300_000 / piece.length)).length).toBeLessThan(400_000);
  }
});

test('word lists are without noise, unless it is kept, and a row that had nothing else has no words', async () => {
  const source = sourceOf(["Don't you see http://example.com/a &amp; I don't", "RT don't &lt;"], null);
  const wordsOf = async (keep: readonly 'noise'[]) =>
    ((await explored(source, ['terms'], { keep })).terms?.['1'].unlabelled ?? []).map(({ term }) => term).sort();
  expect(await wordsOf([])).toEqual(['see', 'you']);
  expect(await wordsOf(['noise'])).toEqual(['amp', 'com', 'don', 'example', 'http', 'lt', 'rt', 'see', 'you']);
  const pairs = (await explored(source, ['terms'], { keep: [] })).terms?.['2'].unlabelled;
  expect(pairs?.map(({ term }) => term)).toEqual(['you see']);
});
