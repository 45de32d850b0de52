import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { CodedError } from '../../../../base/errors';
import { rowText, type TextColumn, textColumnOf } from '../../../../data/column/textColumn';
import { createInlinePool, type Pool } from '../../../../runtime/parallel';
import { runSteps, runStepsSync } from '../../../../runtime/steps';
import { parsePipelineSpec } from '../../../../spec/pipelineSpec';
import { plainText } from '../../../../testing/preparations';
import { kernels, type MlKernels } from '../../../pipeline/kernels';
import type { CountedCorpus } from '../counter';
import { joined } from '../longList';
import { ranksByBytes } from '../sortByBytes';
import { sortWordGrams } from '../wordGrams';
import { createWordReader } from '../wordReader';
import { countWordParts } from './countWordParts';
import { createPartReader, type PartWords } from './partWords';
import { wordRanges } from './wordRanges';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Threads as far as memory goes: inputs are cloned, and what is transferred is gone here. */
function clonedPool(size: number, watch: (kernel: string) => void = () => {}): Pool<MlKernels> {
  const pool = createInlinePool(kernels);
  return {
    ...pool,
    size,
    async run(kernel, input, options) {
      watch(kernel);
      return pool.run(kernel, structuredClone(input, { transfer: [...(options?.transfer ?? [])] }), options);
    },
  };
}

const settingsOf = (ngramRange: [number, number]) => parsePipelineSpec({ features: [{ ngramRange }] }).features[0];

function partOf(texts: readonly string[]): PartWords {
  const reader = createPartReader(settingsOf([1, 1]), plainText());
  runStepsSync(reader.add(textColumnOf(texts)));
  return runStepsSync(reader.finish());
}

/** Texts cut into parts at `cuts`. */
function partsOf(texts: readonly string[], cuts: readonly number[]): PartWords[] {
  const places = [0, ...cuts.map((cut) => Math.min(cut, texts.length)).sort((a, b) => a - b), texts.length];
  return places.slice(1).map((end, i) => partOf(texts.slice(places[i], end)));
}

/** The n-grams of words as one would count them by hand: term by term, in the order of their bytes, rows and counts. */
function slowCounts(texts: readonly string[], [minN, maxN]: readonly [number, number]): Map<string, number[][]> {
  const terms = new Map<string, number[][]>();
  texts.forEach((text, row) => {
    const words = text.split(' ').filter((word) => word.length >= 2);
    for (let n = minN; n <= maxN; n++) {
      for (let i = 0; i + n <= words.length; i++) {
        const term = words.slice(i, i + n).join(' ');
        const list = terms.get(term) ?? [];
        if (list.at(-1)?.[0] === row) list[list.length - 1][1] += 1;
        else list.push([row, 1]);
        terms.set(term, list);
      }
    }
  });
  return new Map([...terms].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}

/** A counted corpus in the same form. */
function asLists({ terms, counts, documentFrequency }: CountedCorpus): Map<string, number[][]> {
  const lists = Array.from({ length: counts.columns }, (): number[][] => []);
  for (let row = 0; row < counts.rows; row++) {
    const columns = counts.indices.subarray(counts.indptr[row], counts.indptr[row + 1]);
    columns.forEach((column, i) => void lists[column].push([row, counts.values[counts.indptr[row] + i]]));
    expect([...columns]).toEqual([...columns].sort((a, b) => a - b));
  }
  expect(lists.map((list) => list.length)).toEqual([...(documentFrequency ?? [])]);
  return new Map(lists.map((list, column) => [rowText(terms as TextColumn, column), list]));
}

function countAlone(texts: readonly string[], [minN, maxN]: readonly [number, number], size?: number): CountedCorpus {
  const reader = createWordReader(settingsOf([minN, maxN]), plainText());
  runStepsSync(reader.add(textColumnOf(texts)));
  const ranks = runStepsSync(ranksByBytes(reader.terms));
  const sequence = runStepsSync(joined(reader.words, ranks));
  const rowEnds = reader.rowEnds();
  const words = { words: reader.terms, ranks, sequence, rowEnds, rows: rowEnds.length };
  return runStepsSync(sortWordGrams(words, minN, maxN, size));
}

const word = fc.constantFrom('aa', 'ab', 'abc', 'ab_', 'b', 'ba', 'zz', 'да', 'éa', 'zzz', '\u{1d7ce}\u{1d7ce}');
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
const range = fc.constantFrom<[number, number][]>([1, 1], [1, 2], [2, 2], [1, 3], [2, 4], [3, 3]);

test.each(['shared', 'transferred'])(
  '%s memory: any parts and ranges count what is counted by hand',
  async (memory) => {
    if (memory === 'transferred') vi.stubGlobal('SharedArrayBuffer', undefined);
    const given = fc.record({
      texts: fc.array(text, { maxLength: 20 }),
      ngramRange: range,
      cuts: fc.array(fc.nat(20), { maxLength: 5 }),
      size: fc.integer({ min: 1, max: 60 }),
      threads: fc.constantFrom(1, 2, 4, 8),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ texts, ngramRange, cuts, size, threads }) => {
        const expected = slowCounts(texts, ngramRange);
        expect(asLists(countAlone(texts, ngramRange, size))).toEqual(expected);
        const counted = await runSteps(countWordParts(partsOf(texts, cuts), ngramRange, clonedPool(threads), size));
        expect(asLists(counted)).toEqual(expected);
        expect(counted).toEqual(countAlone(texts, ngramRange));
      }),
      { numRuns: 150 },
    );
  },
);

test('rows in many blocks, counts too large for an entry', async () => {
  const often = `aa ${'bb '.repeat(70_000)}cc`;
  const texts = Array.from({ length: 5000 }, (_, row) => (row % 2499 === 0 ? often : `aa w${row % 7} w${row % 5}`));
  for (const ngramRange of [
    [1, 1],
    [1, 2],
  ] as [number, number][]) {
    const counted = await runSteps(countWordParts(partsOf(texts, [100, 2600]), ngramRange, clonedPool(3), 50));
    const expected = countAlone(texts, ngramRange);
    for (const key of ['indptr', 'indices', 'values'] as const) {
      expect(Buffer.compare(Buffer.from(counted.counts[key]), Buffer.from(expected.counts[key]))).toBe(0);
    }
    expect(counted.terms).toEqual(expected.terms);
    expect(counted.documentFrequency).toEqual(expected.documentFrequency);
  }
}, 60_000);

test.each(['splitWords', 'countWordRange', 'joinRows'])('a cancel during %s ends the counting', async (during) => {
  const controller = new AbortController();
  const asked: string[] = [];
  const pool = clonedPool(2, (kernel) => {
    asked.push(kernel);
    if (kernel === during) controller.abort();
  });
  const counting = countWordParts(partsOf(['aa bb', 'bb cc aa', 'dd'], [1, 2]), [1, 2], pool, 1);
  await expect(runSteps(counting, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked.at(-1)).toBe(during);
});

test.each(['splitWords', 'countWordRange', 'joinRows'])(
  'a thread that dies during %s ends the counting',
  async (during) => {
    const pool = clonedPool(2, (kernel) => {
      if (kernel === during) throw new CodedError('worker-failed', { worker: 'x', reason: 'gone' });
    });
    const counting = countWordParts(partsOf(['aa bb', 'bb cc aa', 'dd'], [1, 2]), [1, 2], pool, 1);
    await expect(runSteps(counting)).rejects.toMatchObject({ code: 'worker-failed' });
  },
);

test('ranges are of about equal size, in order, and cover every word', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 300 }), fc.integer({ min: 1, max: 400 }), (counts, size) => {
      const bounds = wordRanges(Uint32Array.from(counts), size);
      expect([bounds[0], bounds[bounds.length - 1]]).toEqual([0, counts.length]);
      expect(bounds.length - 1).toBeLessThanOrEqual(64);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const wanted = Math.min(64, Math.max(1, Math.ceil(total / size)));
      for (let i = 0; i + 1 < bounds.length; i++) {
        if (counts.length > 0) expect(bounds[i]).toBeLessThan(bounds[i + 1]);
        const sum = counts.slice(bounds[i], bounds[i + 1]).reduce((all, count) => all + count, 0);
        expect(sum).toBeLessThanOrEqual(total / wanted + 50);
      }
    }),
  );
});
