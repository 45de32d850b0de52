import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError, type ErrorCode } from '../../base/errors';
import { sha256Hex } from '../../base/hash';
import { createRandom } from '../../base/random';
import { textColumnOf } from '../../data/column/textColumn';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { compactModel, knowingModel, smallModel } from '../../testing/models';
import { decodeModel } from './decode';
import { modelId, sealModelFile } from './digest';
import { encodeModel } from './encode';
import { MODEL_BYTES_LIMIT, MODEL_FORMAT_VERSION } from './format';
import type { Model } from './model';
import { deflateModelFile } from './modelDeflation';

function codeOf(run: () => unknown): ErrorCode | 'none' {
  try {
    run();
    return 'none';
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

/** Models that between them have sections of every kind. */
const MODELS = [
  ['a model', smallModel],
  ['a compact model', compactModel],
  ['a model with the words that it has read', knowingModel],
] as const;

/** A model's file with `change` made to it, its checksum made good again. */
function altered(
  change: (file: Uint8Array<ArrayBuffer>, view: DataView) => void,
  model = smallModel(),
): Uint8Array<ArrayBuffer> {
  const file = encodeModel(model);
  change(file, new DataView(file.buffer));
  sealModelFile(file);
  return file;
}

/** Offset of the table's entry for the start of section `i`. */
const entryOf = (i: number) => 56 + 16 * i;

test.each(MODELS)('%s comes back from its file as it was', (_, make) => {
  expect(decodeModel(encodeModel(make()))).toEqual(make());
});

test.each(MODELS)('%s decodes from its deflated file too, which has the same id', (_, make) => {
  const file = encodeModel(make());
  const packed = deflateModelFile(file);
  expect(packed.length).toBeLessThan(file.length);
  expect(decodeModel(packed)).toEqual(make());
  expect(modelId(packed)).toBe(modelId(file));
});

test('a model that is not compact is written as it was before there were any', () => {
  const file = encodeModel(smallModel());
  expect(new DataView(file.buffer).getUint32(8, true)).toBe(1);
  expect(new TextDecoder().decode(file)).not.toMatch(/compact|whole/);
});

test('a compact model whose numbers are not rounded keeps them', () => {
  const model = compactModel();
  const { spec } = model.manifest;
  const exact: Model = {
    ...model,
    manifest: { ...model.manifest, spec: { ...spec, compact: { maxTerms: 5, int8: false } } },
    linear: { ...model.linear, weights: model.linear.weights.map((weight) => weight / 3) },
  };
  expect(decodeModel(encodeModel(exact))).toEqual(exact);
});

test('the id is the SHA-256 of the file that is not deflated', () => {
  const file = encodeModel(smallModel());
  expect(modelId(file)).toBe(sha256Hex(file));
});

test('the same model encodes to the same bytes, in whatever order its manifest was built', () => {
  const model = smallModel();
  const reversed = Object.fromEntries(Object.entries(model.manifest).reverse()) as Model['manifest'];
  expect(encodeModel({ ...model, manifest: reversed })).toEqual(encodeModel(model));
});

test('decoding makes views of the file and copies no section', () => {
  const file = encodeModel(smallModel());
  expect(decodeModel(file).linear.weights.buffer).toBe(file.buffer);
});

test('a file at an odd place of a larger buffer decodes', () => {
  const file = encodeModel(smallModel());
  const larger = new Uint8Array(file.length + 3);
  larger.set(file, 3);
  expect(decodeModel(larger.subarray(3))).toEqual(smallModel());
});

test.each(MODELS)('%s cut short anywhere is refused', (_, make) => {
  const file = encodeModel(make());
  for (let length = 1; length < file.length; length++) {
    expect(codeOf(() => decodeModel(file.slice(0, length)))).toBe('model-cut-short');
  }
  expect(codeOf(() => decodeModel(new Uint8Array(0)))).toBe('model-not-a-model');
});

test.each(MODELS)('%s, deflated, cut short anywhere is refused', (_, make) => {
  const packed = deflateModelFile(encodeModel(make()));
  for (let length = 2; length < packed.length - 4; length++) {
    expect(codeOf(() => decodeModel(packed.slice(0, length)))).toMatch(/^model-(cut-short|corrupt)$/);
  }
});

test.each(MODELS)('%s with one changed bit anywhere is refused', (_, make) => {
  const file = encodeModel(make());
  for (let at = 0; at < file.length; at++) {
    file[at] ^= 1 << (at % 8);
    expect(
      codeOf(() => decodeModel(file)),
      `byte ${at}`,
    ).not.toBe('none');
    file[at] ^= 1 << (at % 8);
  }
});

test('something else is not called a damaged model', () => {
  expect(codeOf(() => decodeModel(new TextEncoder().encode('comment_text,toxic\nhello,0\n')))).toBe(
    'model-not-a-model',
  );
});

test('a file of a newer format has its own error', () => {
  const file = altered((_, view) => view.setUint32(8, MODEL_FORMAT_VERSION + 1, true));
  expect(() => decodeModel(file)).toThrow(expect.objectContaining({ code: 'model-too-new' }));
});

test.each([
  ['a length over the limit', 'model-too-large', (v: DataView) => v.setUint32(12, MODEL_BYTES_LIMIT + 8, true)],
  ['format version 0', 'model-corrupt', (v: DataView) => v.setUint32(8, 0, true)],
  ['too many sections', 'model-corrupt', (v: DataView) => v.setUint32(20, 65, true)],
  ['a manifest longer than the file', 'model-corrupt', (v: DataView) => v.setUint32(16, 0xffffffff, true)],
  ['a section past the end', 'model-corrupt', (v: DataView) => v.setUint32(entryOf(0) + 12, 0xfffffff8, true)],
  ['a section on top of another', 'model-corrupt', (v: DataView) => v.setUint32(entryOf(1) + 8, 64, true)],
  [
    'a section at an odd place',
    'model-corrupt',
    (v: DataView) => v.setUint32(entryOf(0) + 8, v.getUint32(entryOf(0) + 8, true) + 1, true),
  ],
  ['an unknown section', 'model-corrupt', (v: DataView) => v.setUint32(entryOf(0), 77, true)],
  ['a section of another block', 'model-corrupt', (v: DataView) => v.setUint32(entryOf(0) + 4, 9, true)],
  [
    'NaN among the weights',
    'model-corrupt',
    (v: DataView) => v.setFloat32(v.getUint32(entryOf(5) + 8, true), Number.NaN, true),
  ],
  [
    'an infinite bias',
    'model-corrupt',
    (v: DataView) => v.setFloat64(v.getUint32(entryOf(6) + 8, true), Infinity, true),
  ],
  [
    'an infinite idf',
    'model-corrupt',
    (v: DataView) => v.setFloat32(v.getUint32(entryOf(2) + 8, true), Infinity, true),
  ],
  ['terms out of order', 'model-corrupt', (v: DataView) => v.setUint8(v.getUint32(entryOf(0) + 8, true), 0x7a)],
  [
    'terms that are not UTF-8',
    'model-corrupt',
    (v: DataView) => v.setUint8(v.getUint32(entryOf(0) + 8, true) + 1, 0xff),
  ],
  [
    'offsets that do not begin at 0',
    'model-corrupt',
    (v: DataView) => v.setUint32(v.getUint32(entryOf(1) + 8, true), 1, true),
  ],
  [
    'an offset far outside',
    'model-corrupt',
    (v: DataView) => v.setUint32(v.getUint32(entryOf(1) + 8, true) + 4, 0xfffffff0, true),
  ],
] as const)('%s is refused', (_, code, change) => {
  expect(codeOf(() => decodeModel(altered((_file, view) => change(view))))).toBe(code);
});

/** Sections of the compact model in the order of their table. */
const PACKED = {
  shared: 0,
  lengths: 1,
  suffixes: 2,
  idf: 3,
  weights: 7,
  scales: 8,
};
const placeOf = (view: DataView, section: keyof typeof PACKED) => view.getUint32(entryOf(PACKED[section]) + 8, true);

test.each([
  ['sharing bytes that there are not', (v: DataView) => v.setUint8(placeOf(v, 'shared') + 1, 100)],
  ['of no byte', (v: DataView) => v.setUint8(placeOf(v, 'lengths'), 0)],
  ['of another length', (v: DataView) => v.setUint8(placeOf(v, 'lengths'), 8)],
  ['out of order', (v: DataView) => v.setUint8(placeOf(v, 'suffixes'), 0x7a)],
  ['that are not UTF-8', (v: DataView) => v.setUint8(placeOf(v, 'suffixes') + 1, 0xff)],
  ['fewer than the manifest declares', (v: DataView) => v.setUint32(entryOf(PACKED.lengths) + 12, 2, true)],
])('packed terms %s are refused', (_, change) => {
  expect(codeOf(() => decodeModel(altered((_file, view) => change(view), compactModel())))).toBe('model-corrupt');
});

test.each([
  ['a level of -128', (v: DataView) => v.setInt8(placeOf(v, 'weights'), -128)],
  ['a scale that is not a number', (v: DataView) => v.setFloat32(placeOf(v, 'scales'), Number.NaN, true)],
  ['an infinite scale', (v: DataView) => v.setFloat32(placeOf(v, 'scales'), Infinity, true)],
  ['a negative scale', (v: DataView) => v.setFloat32(placeOf(v, 'scales'), -1, true)],
  ['a scale that the encoder never writes', (v: DataView) => v.setFloat32(placeOf(v, 'scales'), 1 + 2 ** -23, true)],
  ['idf for too few terms', (v: DataView) => v.setUint32(entryOf(PACKED.idf) + 12, 2, true)],
  ['the format before there were compact models', (v: DataView) => v.setUint32(8, 1, true)],
])('a compact model with %s is refused', (_, change) => {
  expect(codeOf(() => decodeModel(altered((_file, view) => change(view), compactModel())))).toBe('model-corrupt');
});

test('a model that is not compact does not pass for one', () => {
  expect(codeOf(() => decodeModel(altered((_, view) => view.setUint32(8, 2, true))))).toBe('model-corrupt');
});

test.each([
  ['of too few blocks', { features: [30], rocAuc: null }],
  ['of too many labels', { features: [30, 20], rocAuc: [0.9, 0.9, 0.9] }],
])('figures of the model on all terms %s are refused', (_, whole) => {
  const model = compactModel();
  const file = encodeModel({ ...model, manifest: { ...model.manifest, whole } });
  expect(() => decodeModel(file)).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
});

test('a manifest that does not fit is refused, with the field named', () => {
  const model = smallModel();
  const broken = { ...model, manifest: { ...model.manifest, thresholds: [] } };
  expect(() => decodeModel(encodeModel(broken))).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
  const strange = { ...model, manifest: { ...model.manifest, extra: 1 } };
  expect(() => decodeModel(encodeModel(strange))).toThrow(/extra/);
});

test('a deflated bomb is refused before it fills the memory', () => {
  const zeros = new Uint8Array(64 * 1024 * 1024);
  const bomb = deflateModelFile(zeros);
  expect(bomb.length).toBeLessThan(100_000);
  expect(codeOf(() => decodeModel(bomb))).toBe('model-not-a-model');
  zeros.set(encodeModel(smallModel()));
  expect(codeOf(() => decodeModel(deflateModelFile(zeros)))).toBe('model-corrupt');
});

test('the declared length of a deflated file is checked against its packed size before allocation', () => {
  const random = createRandom(7);
  const file = encodeModel(smallModel());
  const noise = new Uint8Array(64 * 1024);
  for (let i = 0; i < noise.length; i++) noise[i] = random.below(256);
  noise.set(file.subarray(0, 56));
  new DataView(noise.buffer).setUint32(12, MODEL_BYTES_LIMIT, true);
  // Refused at the first bytes that come out: later, as many would have been read as there are.
  expect(() => decodeModel(deflateModelFile(noise))).toThrow(
    expect.objectContaining({
      code: 'model-cut-short',
      params: { got: expect.toSatisfy((got: number) => got < noise.length / 2), expected: MODEL_BYTES_LIMIT },
    }),
  );
});

/** `model` with other parts of its manifest. */
const withManifest = (change: object, model = smallModel()): Model => ({
  ...model,
  manifest: { ...model.manifest, ...change },
});

function refusalOf(file: Uint8Array<ArrayBuffer>): CodedError<'model-corrupt'> {
  try {
    decodeModel(file);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'model-corrupt') return error as CodedError<'model-corrupt'>;
    throw error;
  }
  throw new Error('the file was accepted');
}

const LONG = 'long '.repeat(20_000);

test.each([
  ['a long note', { note: LONG }],
  ['a long licence', { licence: LONG }],
  ['a long label', { labels: [LONG] }],
  ['a long fingerprint', { fingerprint: LONG }],
  ['a field of a long name', { [LONG]: 1 }],
  ['a long value in place of a number', { rows: LONG }],
  ['a long list in place of a number', { rows: Array.from(LONG) }],
  ['a value that is missing', { metrics: [{}] }],
  ['line ends in place of a link', { link: 'a\n\u202eb' }],
  ['a threshold that no score reaches', { thresholds: [1e300] }],
  ['probabilities of an estimator of margins', { link: 'margin' }],
])('a manifest with %s is refused in a line that names what was found', (_, change) => {
  const { where, got, expected } = refusalOf(encodeModel(withManifest(change))).params;
  for (const value of [where, got, expected]) {
    expect(value.length).toBeLessThanOrEqual(80);
    expect(value).not.toMatch(/undefined|[\n\u202e]/);
    expect(value).not.toBe('');
  }
});

test('a manifest of megabytes is refused before it is read', () => {
  const file = altered((_, view) => view.setUint32(16, 5 * 1024 * 1024, true));
  expect(refusalOf(file).params).toMatchObject({ where: 'length of the manifest' });
  expect(() => encodeModel(withManifest({ note: 'x'.repeat(5 * 1024 * 1024) }))).toThrow(
    expect.objectContaining({ code: 'model-too-large' }),
  );
});

test('a wrong surface term is named without the others', () => {
  const spec = parsePipelineSpec({
    features: [{ kind: 'surface' }],
    estimator: { kind: 'surfaceLogisticRegression' },
    label: ['toxic'],
  });
  const model: Model = {
    ...withManifest({ spec, features: [3] }),
    vectorizers: [
      { settings: spec.features[0], terms: textColumnOf(['adjectiveShare', LONG, LONG + LONG]), idf: null },
    ],
    linear: { ...smallModel().linear, features: 3, weights: new Float32Array(3) },
  };
  const { where, got, expected } = refusalOf(encodeModel(model)).params;
  expect([where, expected]).toEqual(['terms of block 0, term 1', 'adverbShare']);
  expect(got).toHaveLength(80);
});

/** Mutations of the kinds that damage makes: bytes set, runs copied, the end cut or grown. */
function mutate(file: Uint8Array<ArrayBuffer>, random: ReturnType<typeof createRandom>): Uint8Array<ArrayBuffer> {
  let mutant = file.slice();
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.below(mutant.length);
    const kind = random.below(8);
    if (kind < 4) mutant[at] = random.below(256);
    else if (kind === 4)
      new DataView(mutant.buffer).setUint32(Math.min(at & ~3, mutant.length - 4), random.uint32(), true);
    else if (kind === 5) mutant.copyWithin(at, random.below(mutant.length), random.below(mutant.length));
    else if (kind === 6) mutant = mutant.slice(0, Math.max(64, at));
    else mutant[at] ^= 1 << random.below(8);
  }
  return mutant;
}

function allFinite(model: Model): boolean {
  const numbers = [
    ...model.linear.weights,
    ...model.linear.bias,
    ...model.vectorizers.flatMap((v) => [...(v.idf ?? [])]),
  ];
  return numbers.every(Number.isFinite);
}

test.each(MODELS)(
  '%s mutated 50,000 times, its checksum made good, is refused or decodes to a finite model',
  (_, make) => {
    const file = encodeModel(make());
    const random = createRandom(20261123);
    let decoded = 0;
    for (let i = 0; i < 50_000; i++) {
      const mutant = mutate(file, random);
      // The length field and the checksum are corrected, so that the later checks are tested.
      new DataView(mutant.buffer).setUint32(12, mutant.length, true);
      sealModelFile(mutant);
      try {
        const model = decodeModel(mutant);
        if (!allFinite(model)) throw new Error(`mutant ${i} decoded to numbers that are not finite`);
        decoded++;
      } catch (error) {
        if (!(error instanceof CodedError)) throw error;
      }
    }
    expect(decoded).toBeGreaterThan(100); // the mutations are not so wild that nothing is ever reached
  },
  240_000,
);

test('any bytes at all are refused with a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(codeOf(() => decodeModel(Uint8Array.from(bytes)))).not.toBe('none');
    }),
    { numRuns: 2000 },
  );
});
