import { expect, test } from 'vitest';
import answers from './frozen/wordDigests.json';
import { wordDigests } from './testing/wordDigests';

/*
 * If an answer changes with an upgrade of natural, wink-lemmatizer or az, models fitted from then on differ from those
 * of today under the same spec, and stored models score differently: the upgrade needs a new version of the spec. Only
 * then put the new digests into frozen/wordDigests.json.
 */
test('stop words, stems, tags and lemmas are what they were', async () => {
  expect(await wordDigests()).toEqual(answers.digests);
});
