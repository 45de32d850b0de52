import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../../base/errors';
import { rowCount, type TextColumn, textColumnOf } from '../../../data/column/textColumn';
import { createInlinePool, type Pool } from '../../../runtime/parallel';
import { runSteps } from '../../../runtime/steps';
import { parsePipelineSpec } from '../../../spec/pipelineSpec';
import { labelledTexts } from '../../../testing/specimens';
import answers from '../../frozen/pipelines.json';
import { kernels, type MlKernels } from '../../pipeline/kernels';
import { countCorpora } from './countCorpus';
import { countInParts } from './countInParts';
import { createPartsCounter } from './partsCounter';

/** A pool that claims `size` threads; its tasks end in the order of `delays`. */
function poolOf(size: number, delays: readonly number[] = []): Pool<MlKernels> {
  const pool = createInlinePool(kernels);
  let asked = 0;
  return {
    ...pool,
    size,
    async run(kernel, input, options) {
      const delay = delays[asked++ % Math.max(1, delays.length)] ?? 0;
      // As threads do: what is transferred is gone here.
      const sent = structuredClone(input, { transfer: [...(options?.transfer ?? [])] });
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      return pool.run(kernel, sent, options);
    },
  };
}

const { texts, labels } = answers;
const specs = [
  {},
  { features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4] }] },
  { features: [{ ngramRange: [2, 3] }, { analyzer: 'char', ngramRange: [1, 2] }] },
  { features: [{ kind: 'hashing', hashBits: 12 }], text: { normalize: 'standard', tokens: 'lemma', language: 'en' } },
].map((spec) => parsePipelineSpec(spec));

test.each([2, 3, 8])(
  '%i threads count what one does, however the text is chunked and whichever ends first',
  async (size) => {
    const wholes = await Promise.all(
      specs.map((spec) => runSteps(countCorpora(labelledTexts(texts, labels), spec, false))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(specs.length - 1),
        fc.integer({ min: 1, max: texts.length }),
        fc.integer({ min: 1, max: texts.length }),
        fc.integer({ min: 1, max: 5000 }),
        fc.array(fc.nat(4), { maxLength: 4 }),
        async (which, chunkRows, rows, bytes, delays) => {
          const data = labelledTexts(texts, labels, chunkRows);
          const cut = { rows, bytes, minBytes: 0 };
          let seen = 0;
          const visit = (chunk: { offsets: Uint32Array }) => {
            seen += chunk.offsets.length - 1;
            return [];
          };
          const counting = countInParts(data, specs[which], poolOf(size, delays), visit, cut);
          let last = 0;
          const parts = await runSteps(counting, undefined, ({ done, total }) => {
            expect(total).toBe(texts.length);
            expect(done).toBeLessThanOrEqual(total);
            last = done;
          });
          expect(parts.corpora).toEqual(wholes[which].corpora);
          expect([parts.rows, seen, last]).toEqual([texts.length, texts.length, texts.length]);
        },
      ),
      { numRuns: 8 },
    );
  },
);

test('a short text starts no threads and is returned whole', async () => {
  const data = labelledTexts(texts, labels, 7);
  const pool = poolOf(4);
  const idle: Pool<MlKernels> = {
    ...pool,
    run() {
      throw new Error('no thread is to be started');
    },
  };
  const parts = await runSteps(countInParts(data, specs[0], idle, () => []));
  expect(parts.corpora).toBeNull();
  expect(parts.chunks.reduce((sum, chunk) => sum + rowCount(chunk), 0)).toBe(texts.length);
  const alone = await runSteps(countCorpora(data, specs[0], true));
  const pooled = await runSteps(countCorpora(data, specs[0], true, idle));
  expect(pooled.corpora).toEqual(alone.corpora);
  expect(pooled.groups).toEqual(alone.groups);
});

test('what a task throws ends the counting and the other tasks', async () => {
  let asked = 0;
  let ended = 0;
  const dying: Pool<MlKernels> = {
    ...poolOf(2),
    run: (_kernel, _input, options) => {
      if (asked++ === 1) return Promise.reject(new CodedError('worker-failed', { worker: 'x', reason: 'gone' }));
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => {
          ended += 1;
          reject(new DOMException('', 'AbortError'));
        });
      });
    },
  };
  const cut = { rows: 1, bytes: 1, minBytes: 0 };
  const counting = countInParts(labelledTexts(texts, labels, 5), specs[0], dying, () => [], cut);
  await expect(runSteps(counting)).rejects.toMatchObject({ code: 'worker-failed' });
  expect([asked > 1, ended]).toEqual([true, asked - 1]);
});

test('a cancel reaches the tasks', async () => {
  const controller = new AbortController();
  const pool = poolOf(2);
  const hanging: Pool<MlKernels> = {
    ...pool,
    run: (_kernel, _input, options) =>
      new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')), { once: true });
        setTimeout(() => controller.abort(), 20);
      }),
  };
  const cut = { rows: 1, bytes: 1, minBytes: 0 };
  const counting = countInParts(labelledTexts(texts, labels, 5), specs[0], hanging, () => [], cut);
  await expect(runSteps(counting, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test('disposable chunks are transferred, others are copied', async () => {
  for (const spare of [true, false]) {
    const chunks = [textColumnOf(texts.slice(0, 30)), textColumnOf(texts.slice(30, 60)), textColumnOf(texts.slice(60))];
    const data = { ...labelledTexts(texts, labels), chunks: () => chunks, spare };
    const pool = poolOf(2);
    const given: ArrayBuffer[] = [];
    const counting = countInParts(
      data,
      specs[0],
      {
        ...pool,
        run(kernel, input, options) {
          if (kernel === 'countPart') given.push(...(options?.transfer ?? []));
          return createInlinePool(kernels).run(kernel, input, options);
        },
      },
      () => [],
      { rows: 40, bytes: 1e6, minBytes: 0 },
    );
    await runSteps(counting);
    const buffers = chunks.flatMap(({ bytes, offsets }) => [bytes.buffer, offsets.buffer]);
    expect(given).toEqual(spare ? buffers : []);
  }
});

test('a text without rows is returned', async () => {
  const none = { ...labelledTexts([], []), chunks: () => [textColumnOf([])] };
  const parts = await runSteps(countInParts(none, specs[0], poolOf(2), () => [], { rows: 1, bytes: 1, minBytes: 1 }));
  expect(parts).toMatchObject({ rows: 0, corpora: null });
});

test('what was counted while it was read is the same; too little text is left to the caller', async () => {
  const data = labelledTexts(texts, labels, 7);
  for (const [which, spec] of specs.entries()) {
    const alone = await runSteps(countCorpora(data, spec, true));
    for (const minBytes of [0, 1e9]) {
      const ahead = createPartsCounter(spec, poolOf(2), false, { rows: 20, bytes: 1e6, minBytes });
      for (const chunk of data.chunks() as Iterable<TextColumn>) ahead.add(chunk);
      const counted = await runSteps(countCorpora(data, spec, true, null, ahead));
      expect([which, counted.corpora]).toEqual([which, alone.corpora]);
      expect(counted.groups).toEqual(alone.groups);
    }
  }
});
