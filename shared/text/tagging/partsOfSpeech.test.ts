import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTagger, WORD_CLASSES, wordClassOf } from './partsOfSpeech';

const tagger = await createTagger();
const classesOf = (text: string) => tagger.tags(text.split(' ')).map(wordClassOf);

test('words of a plain sentence get their classes', () => {
  expect(classesOf('The stupid dogs quickly ate my 3 shoes , and London laughed !')).toEqual([
    'determiner',
    'adjective',
    'noun',
    'adverb',
    'verb',
    'pronoun',
    'number',
    'noun',
    'punctuation',
    'prepositionOrConjunction',
    'properNoun',
    'verb',
    'punctuation',
  ]);
  expect(classesOf('Oh I would go')).toEqual(['interjection', 'pronoun', 'verb', 'verb']);
  expect(classesOf('i i')).toEqual(['pronoun', 'pronoun']);
});

test('neighbours and endings correct the tag of a word', () => {
  expect(tagger.tags(['the', 'walk'])).toEqual(['DT', 'NN']);
  expect(tagger.tags(['blorpedly'])).toEqual(['RB']);
  expect(tagger.tags(['blorping', 'blorps', 'blorped'])).toEqual(['VBG', 'NNS', 'VBN']);
  expect(tagger.tags(['Blorp', 'example.com', '5th'])).toEqual(['NNP', 'URL', 'CD']);
});

test('shouting changes nothing', () => {
  expect(classesOf('YOU ARE STUPID IDIOTS')).toEqual(classesOf('you are stupid idiots'));
  expect(tagger.tags(['BLORPING'])).toEqual(['VBG']);
});

test('what is no English word is no English noun', () => {
  expect(classesOf('дурак 😀 !!! … « 中文')).toEqual([
    'other',
    'other',
    'punctuation',
    'punctuation',
    'punctuation',
    'other',
  ]);
});

test('every token gets a tag of a class, names of object members too', () => {
  expect(tagger.tags(['constructor', '__proto__', 'toString', 'arguments', '', ' '])).toEqual([
    'NN',
    'NN',
    'VBG',
    'NNS',
    'SYM',
    'SYM',
  ]);
  expect(tagger.tags([])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (tokens) => {
      const tags = tagger.tags(tokens);
      return tags.length === tokens.length && tags.every((tag) => WORD_CLASSES.includes(wordClassOf(tag)));
    }),
  );
});

test('a very long text is tagged to its end', () => {
  const tokens = Array.from({ length: 200_000 }, (_, i) => (i % 2 ? 'idiots' : 'the'));
  expect(tagger.tags(tokens)).toHaveLength(tokens.length);
});

test('of several tags the first is used, an unknown one is other', () => {
  expect([wordClassOf('VBG|NN'), wordClassOf('|'), wordClassOf('XYZ'), wordClassOf('')]).toEqual([
    'verb',
    'other',
    'other',
    'other',
  ]);
});
