import { expect, test } from 'vitest';
import answers from './frozen/wordDigests.json';
import { wordDigests } from './testing/wordDigests';

test('stop words, stems, tags and lemmas are the same in a browser as in Node', async () => {
  expect(await wordDigests()).toEqual(answers.digests);
});
