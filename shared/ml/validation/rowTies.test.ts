import { expect, test } from 'vitest';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { writtenManifest } from '../model/manifest';
import { countCorpora } from '../vectorizer/count/countCorpus';
import { rowTies, similarAcross } from './rowTies';

const WORDS = ['rubbish', 'goose', 'gander', 'nonsense', 'feather', 'kettle', 'lantern', 'meadow', 'orchard', 'pebble'];

/**
 * Sixty comments of eight words each, no two alike, and what `change` makes of each as its copy; labels are a coin's.
 */
function withCopies(change: (text: string, i: number) => string, first = (text: string) => text) {
  const texts = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 8 }, (_, k) => WORDS[(i * (k + 3) + k * k + Math.floor(i / 10) * (k + 1)) % 10]).join(' '),
  ).map((text, i) => `${text} ${'abcdefgh'[i % 8]}${'ijklmnop'[Math.floor(i / 8)]}q`);
  const coin = (i: number) => Math.floor((i * 7919) / 13) % 2;
  const labels = texts.map((_, i) => coin(i));
  return labelledTexts([...texts.map(first), ...texts.map(change)], [...labels, ...labels]);
}

const checked = { validation: { testSize: 0.3 } };

test.each<[string, (text: string, i: number) => string]>([
  ['a repost', (text) => `RT @somebody: ${text}`],
  ['a link', (text, i) => `${text} https://example.org/${i}`],
  ['a number', (text, i) => `${text} ${i}`],
])('copies with %s are counted, and kept together on request', async (_, change) => {
  const data = withCopies(change);
  const { similarHeldOut, manifest } = await trainedOn(data, checked);
  expect(similarHeldOut).toBeGreaterThan(10);
  const kept = await trainedOn(data, { validation: { ...checked.validation, groupSimilar: true } });
  expect(kept.similarHeldOut).toBe(0);
  expect(kept.manifest.metrics?.[0].rocAuc).toBeLessThan(manifest.metrics?.[0].rocAuc ?? 0);
  // What is similar includes what is equal, whatever is asked for that alone.
  const alone = await trainedOn(data, {
    validation: { ...checked.validation, groupSimilar: true, groupDuplicates: false },
  });
  expect(alone.similarHeldOut).toBe(0);
  expect(alone.manifest.metrics).toEqual(kept.manifest.metrics);
});

test('comments held out that nearly say what one learnt from says are counted, and none where they are kept together', async () => {
  const long = (text: string) => `${text} and so on and so forth as they say in the meadow by the orchard`;
  const near = withCopies((text) => `${long(text)} indeed`, long);
  const { similarHeldOut } = await trainedOn(near, checked);
  expect(similarHeldOut).toBeGreaterThan(10);
  const kept = await trainedOn(near, { validation: { ...checked.validation, groupSimilar: true } });
  expect(kept.similarHeldOut).toBe(0);
});

test('near-duplicates are kept together on request', async () => {
  const long = (text: string) => `${text} and so on and so forth as they say in the meadow by the orchard`;
  const spec = parsePipelineSpec({ validation: { ...checked.validation, groupSimilar: true } });
  const texts = labelledTexts(
    ['one of a kind', long('you silly goose'), `${long('you silly goose')} indeed`],
    [0, 1, 1],
  );
  const counted = await runSteps(countCorpora(texts, spec, true));
  const groups = await runSteps(rowTies(texts, spec, counted));
  expect([...(groups ?? [])]).toEqual([0, 1, 1]);
  const apart = await runSteps(rowTies(texts, parsePipelineSpec(checked), counted));
  expect(new Set(apart).size).toBe(3);
});

test('rows that a column ties are on one side of every split, with their copies', async () => {
  const data = labelledTexts(['a b', 'c d', 'e f', 'A B!', 'g h'], [0, 1, 0, 0, 1]);
  const ties = Uint32Array.of(0, 1, 1, 2, 3);
  const spec = parsePipelineSpec(checked);
  const counted = await runSteps(countCorpora(data, spec, true));
  const groups = await runSteps(rowTies({ ...data, ties }, spec, counted));
  expect([...(groups ?? [])]).toEqual([0, 1, 1, 0, 4]);
});

test('only those on both sides count', () => {
  expect(similarAcross(Uint32Array.of(0, 1, 0, 2, 1, 3), Uint32Array.of(2, 3, 5))).toBe(1);
  expect(similarAcross(Uint32Array.of(0, 1, 2), Uint32Array.of(0))).toBe(0);
});

test('a spec that ties nothing further is written as it was before there was such a field', async () => {
  const { manifest, id } = await trainedOn(
    withCopies((text) => text.toUpperCase()),
    checked,
  );
  expect(JSON.stringify(writtenManifest(manifest))).not.toContain('groupBy');
  const same = await trainedOn(
    withCopies((text) => text.toUpperCase()),
    {
      validation: { ...checked.validation, groupBy: null, groupSimilar: false },
    },
  );
  expect(same.id).toBe(id);
  const tied = await trainedOn(
    withCopies((text) => text.toUpperCase()),
    {
      validation: { ...checked.validation, groupBy: 'user' },
    },
  );
  expect(JSON.stringify(writtenManifest(tied.manifest))).toContain('"groupBy":"user"');
});
