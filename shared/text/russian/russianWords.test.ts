import { expect, test } from 'vitest';
import { loadRussianWords } from './russianWords';

const words = await loadRussianWords();

/** Written down by hand; of a word with several readings the one that a reader expects without a sentence. */
test.each([
  ['стекла', 'стекло', 'noun'],
  ['тупые', 'тупой', 'adjective'],
  ['идиотами', 'идиот', 'noun'],
  ['бежал', 'бежать', 'verb'],
  ['бегут', 'бежать', 'verb'],
  ['Ненавижу', 'ненавидеть', 'verb'],
  ['глупее', 'глупый', 'adjective'],
  ['написанный', 'написать', 'adjective'],
  ['думая', 'думать', 'verb'],
  ['быстро', 'быстро', 'adverb'],
  ['нельзя', 'нельзя', 'adverb'],
  ['ты', 'ты', 'pronoun'],
  ['мной', 'я', 'pronoun'],
  ['мой', 'мой', 'determiner'],
  ['этими', 'этот', 'determiner'],
  ['под', 'под', 'prepositionOrConjunction'],
  ['потому', 'потому', 'adverb'],
  ['или', 'или', 'prepositionOrConjunction'],
  ['эх', 'эх', 'interjection'],
  ['двадцать', 'двадцать', 'number'],
  ['не', 'не', 'other'],
  ['кто-то', 'кто-то', 'pronoun'],
  ['по-русски', 'по-русски', 'adverb'],
  ['ёлкой', 'ёлка', 'noun'],
  ['елкой', 'ёлка', 'noun'],
  // Not in the dictionary: by the ending.
  ['затроллили', 'затроллить', 'verb'],
  ['зашкварный', 'зашкварный', 'adjective'],
])('«%s» is a form of «%s»: %s', (word, lemma, wordClass) => {
  expect(words.read(word)).toMatchObject({ lemma, wordClass });
});

test('the dictionary has common words, not names nor what is made up', () => {
  expect(['стекла', 'бежал', 'идиотами', 'Роза'].map((word) => words.read(word)?.isKnown)).toEqual(Array(4).fill(true));
  expect(['затроллили', 'Москвы', 'Наташе'].map((word) => words.read(word)?.isKnown)).toEqual(Array(3).fill(false));
});

test.each(['idiot', 'дурaк', '', '-', '123', 'слово1', `${'а'.repeat(65)}`])('"%s" is no Russian word', (word) => {
  expect(words.read(word)).toBeNull();
});
