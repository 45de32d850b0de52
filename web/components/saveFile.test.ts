import { expect, test } from 'vitest';
import { fileName } from './saveFile';

test.each([
  ['English, words', 'English, words.moderato'],
  ['а/б: «в»?', 'а-б- «в»-.moderato'],
  ['../../etc', 'etc.moderato'],
  ['  ', 'model.moderato'],
  ['😀'.repeat(100), `${'😀'.repeat(80)}.moderato`],
])('a model called %j is saved under a file name that any system accepts', (name, file) => {
  expect(fileName(name, 'moderato')).toBe(file);
});
