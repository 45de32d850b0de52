import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLemmatizer } from './lemma';

const lemmatizer = await createLemmatizer();
const lemmas = (text: string) => lemmatizer.lemmas(text.split(' ')).join(' ');

test('each word gets the lemma of its part of speech', () => {
  expect(lemmas('The idiots were running faster and told my boss I have better things')).toBe(
    'The idiot be run faster and tell my boss I have good thing',
  );
  expect(lemmas('women children wolves mice glasses')).toBe('woman child wolf mouse glass');
  expect(lemmas('he lies')).toBe('he lie');
});

test('one form has one lemma as a noun and another as a verb', () => {
  expect(lemmas('they were leaving')).toBe('they be leave');
  expect(lemmatizer.lemmas(['a', 'saw'])[1]).toBe('saw');
  expect(lemmatizer.lemmas(['we', 'saw'])[1]).toBe('see');
});

test('lemmas are lower case, proper nouns and words that are not English stay as they are', () => {
  expect(lemmas('STUPID IDIOTS London дураки 😀 42 __proto__')).toBe('stupid idiot London дураки 😀 42 __proto__');
});

test('names of object members are words like others, also with endings', () => {
  expect(lemmas('constructor constructors hasownproperty valueofs')).toMatch(
    /^constructor constructor hasownproperty /,
  );
});

test('any tokens have as many lemmas, the same each time and in another lemmatizer', async () => {
  const other = await createLemmatizer();
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('the', 'was', 'idiots'))),
      (tokens) => {
        const found = lemmatizer.lemmas(tokens);
        expect(found).toHaveLength(tokens.length);
        expect(lemmatizer.lemmas(tokens)).toEqual(found);
        expect(other.lemmas(tokens)).toEqual(found);
      },
    ),
  );
});

test('more distinct words than the cache holds get the same lemmas again', () => {
  const words = Array.from({ length: 70_000 }, (_, i) => `w${'abcdefghij'[i % 10]}${i.toString(36)}`).map((w) =>
    w.replace(/[0-9]/g, (d) => 'klmnopqrst'[Number(d)]),
  );
  const first = lemmatizer.lemmas(['idiots', ...words]);
  expect(lemmatizer.lemmas(['idiots', ...words])).toEqual(first);
  expect(first[0]).toBe('idiot');
});

test('Russian words get the likeliest dictionary form of all their readings; other words stay as they are', async () => {
  const russian = await createLemmatizer('ru');
  const words = ['Стекла', 'тупые', 'идиотами', 'бежал', 'мой', 'мои', 'лучше', 'людей', 'её', 'кошек', 'забаньте'];
  const forms = ['стекло', 'тупой', 'идиот', 'бежать', 'мой', 'мой', 'хороший', 'человек', 'её', 'кошка', 'забанить'];
  expect(russian.lemmas(words)).toEqual(forms);
  const others = ['idiots', '1984', 'ёё1', 'і', 'а'.repeat(65), '', '-', '__proto__'];
  expect(russian.lemmas(others)).toEqual(others);
  const english = await createLemmatizer('auto');
  expect(english.lemmas(words)).toEqual(words);
});
