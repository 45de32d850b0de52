import * as v from 'valibot';
import { canonicalJson } from '../../base/canonicalJson';
import { CodedError } from '../../base/errors';
import { createSha256, type StreamingHash } from '../../base/hash';
import { rowCount, rowText, type TextColumn } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { describeIssue, type FeatureSettings, hasMargins, isCompact } from '../../spec/pipelineSpec';
import { SURFACE_NAMES } from '../../text/surface/surfaceNames';
import { CALIBRATION_NUMBERS } from '../calibration/calibrated';
import type { LinearModel } from '../estimators/linearModel';
import { hashingVectorizer } from '../vectorizer/hashing/hashing';
import { type FittedVectorizer, featureCount } from '../vectorizer/types';
import { type FrontCodedTerms, frontCode, readFrontCoded, unpackedLimit } from './compactTerms';
import { type ModelManifest, manifestSchema, writtenManifest } from './manifest';
import type { Model } from './model';
import { corrupt, inflateModelFile, MAGIC, MODEL_BYTES_LIMIT } from './modelDeflation';
import { findBadNumber } from './modelLimits';
import { dequantiseIdf, dequantiseWeights, findBadScale, quantiseIdf, quantiseWeights, scaleCount } from './quantise';

/*
 * The `.moderato` file. Little-endian; every section begins at a multiple of 8.
 *
 *   0   8  magic  89 4D 44 52 54 0D 0A 1A  ("MDRT" between bytes that a text-mode transfer would damage)
 *   8   4  format version
 *   12  4  length of the whole file
 *   16  4  length of the manifest
 *   20  4  number of sections
 *   24  32 SHA-256 of everything else: bytes 0 to 24, then byte 56 to the end
 *   56  16 per section: kind (u32), block (u32), offset (u32), length in bytes (u32)
 *   ..     manifest: canonical JSON in UTF-8
 *   ..     sections, in the order of their table, zeros between them
 *
 * A file may be deflated as a whole (zlib); decoding inflates it once and from then on only makes views, except of what a
 * compact model holds in fewer bytes. A model's id is the SHA-256 of the file as inflated, so packing it does not change who
 * it is.
 */

/**
 * Raised when an older reader would misread a newer file. Readers refuse a greater one and keep reading lesser ones.
 * 1: every section a view. 2: compact models, whose terms are front-coded, and their numbers perhaps in 8 bits.
 */
export const MODEL_FORMAT_VERSION = 2;

/** A model's format is the oldest that can say it, so models that were there before compact ones keep their bytes. */
const versionOf = (spec: ModelManifest['spec']) => (isCompact(spec) ? 2 : 1);

const DIGEST_AT = 24;
const TABLE_AT = 56;
const ENTRY_BYTES = 16;
const SECTIONS_LIMIT = 64;
/** Of the manifest: 64 labels with their figures take 50 kB, a list of stop words of one's own 2 MB at most. */
const MANIFEST_BYTES_LIMIT = 4 * 1024 * 1024;

/** Section kinds. Numbers are part of the format: never reuse one. */
const TERM_BYTES = 1;
const TERM_OFFSETS = 2;
const IDF = 3;
const WEIGHTS = 4;
const BIAS = 5;
const CALIBRATION = 6;
/** Of a compact model, in place of TERM_BYTES and TERM_OFFSETS. */
const TERM_SHARED = 7;
const TERM_LENGTHS = 8;
const TERM_SUFFIXES = 9;
/** With `int8`, in place of IDF and WEIGHTS. */
const IDF_LEVELS = 10;
const WEIGHT_LEVELS = 11;
const WEIGHT_SCALES = 12;

interface Section {
  readonly kind: number;
  /** Which feature block it belongs to; 0 for the linear model's own. */
  readonly block: number;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();
const align8 = (length: number) => Math.ceil(length / 8) * 8;

/**
 * The model's file, not deflated: a pure function of the model, equal on every engine. A spec with `int8` has weights and idf
 * rounded (quantise.ts); training has rounded them already.
 */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  return runStepsSync(encodeSteps(model));
}

/** `encodeModel` in steps; yields bytes sealed. */
export function* encodeSteps(model: Model): Generator<number, Uint8Array<ArrayBuffer>, undefined> {
  const bad = findBadNumber(model);
  if (bad) throw new CodedError('number-not-finite', bad);
  const manifest = encoder.encode(canonicalJson(writtenManifest(model.manifest)));
  if (manifest.length > MANIFEST_BYTES_LIMIT) {
    throw new CodedError('model-too-large', { bytes: manifest.length, limit: MANIFEST_BYTES_LIMIT });
  }
  const { spec } = model.manifest;
  const { int8 } = spec.compact;
  const sections: Section[] = [];
  const add = (kind: number, block: number, view: ArrayBufferView) =>
    sections.push({ kind, block, bytes: new Uint8Array(view.buffer, view.byteOffset, view.byteLength) });
  model.vectorizers.forEach(({ settings, terms, idf }, block) => {
    if (settings.kind === 'hashing') return; // its settings say it all
    if (isCompact(spec)) {
      const packed = frontCode(terms);
      const limit = unpackedLimit(packed);
      if (terms.bytes.length > limit) throw new CodedError('model-too-large', { bytes: terms.bytes.length, limit });
      const { shared, lengths, suffixes } = packed;
      add(TERM_SHARED, block, shared);
      add(TERM_LENGTHS, block, lengths);
      add(TERM_SUFFIXES, block, suffixes);
    } else {
      add(TERM_BYTES, block, terms.bytes);
      add(TERM_OFFSETS, block, terms.offsets);
    }
    if (idf && int8) add(IDF_LEVELS, block, quantiseIdf(idf));
    else if (idf) add(IDF, block, idf);
  });
  const { weights, labels, features, bias } = model.linear;
  if (int8) {
    const { levels, scales } = quantiseWeights(weights, labels, features);
    add(WEIGHT_LEVELS, 0, levels);
    add(WEIGHT_SCALES, 0, scales);
  } else add(WEIGHTS, 0, weights);
  add(BIAS, 0, bias);
  if (model.calibration) add(CALIBRATION, 0, model.calibration);

  const manifestAt = TABLE_AT + sections.length * ENTRY_BYTES;
  let length = align8(manifestAt + manifest.length);
  const offsets = sections.map((section) => {
    const offset = length;
    length = align8(length + section.bytes.length);
    return offset;
  });
  if (length > MODEL_BYTES_LIMIT) {
    throw new CodedError('model-too-large', { bytes: length, limit: MODEL_BYTES_LIMIT });
  }
  const file = new Uint8Array(length);
  const header = new DataView(file.buffer);
  file.set(MAGIC);
  header.setUint32(8, versionOf(spec), true);
  header.setUint32(12, length, true);
  header.setUint32(16, manifest.length, true);
  header.setUint32(20, sections.length, true);
  sections.forEach((section, i) => {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    header.setUint32(entry, section.kind, true);
    header.setUint32(entry + 4, section.block, true);
    header.setUint32(entry + 8, offsets[i], true);
    header.setUint32(entry + 12, section.bytes.length, true);
    file.set(section.bytes, offsets[i]);
  });
  file.set(manifest, manifestAt);
  yield 0;
  file.set(yield* digestOf(file), DIGEST_AT);
  return file;
}

/** Writes the checksum of `file` into its header. Exported for tests that alter a file and seal it again. */
export function sealModelFile(file: Uint8Array): void {
  file.set(runStepsSync(digestOf(file)), DIGEST_AT);
}

/** Bytes hashed between two yields. */
const BYTES_PER_STEP = 1 << 21;

function* digestOf(file: Uint8Array): Generator<number, Uint8Array, undefined> {
  const hash = createSha256().update(file.subarray(0, DIGEST_AT));
  yield* updateSteps(hash, file.subarray(TABLE_AT));
  const hex = hash.hex();
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** A model's id: the SHA-256 of its file as inflated, 64 lower-case hexadecimal digits. */
export function modelId(file: Uint8Array<ArrayBuffer>): string {
  return runStepsSync(idSteps(file));
}

/** `modelId` in steps; yields bytes hashed. */
export function* idSteps(file: Uint8Array<ArrayBuffer>): Generator<number, string, undefined> {
  const hash = createSha256();
  yield* updateSteps(hash, inflateModelFile(file));
  return hash.hex();
}

function* updateSteps(hash: StreamingHash, bytes: Uint8Array): Generator<number, void, undefined> {
  for (let at = 0; at < bytes.length; at += BYTES_PER_STEP) {
    hash.update(bytes.subarray(at, at + BYTES_PER_STEP));
    yield at;
  }
}

/**
 * Reads a model file, checking all of it before any of it is used: what comes back is a finite model whose parts fit
 * together. Nothing in it is run, and nothing is allocated from a length that has not been checked.
 *
 * @param name how to call the file in an error.
 * @throws CodedError `model-not-a-model`, `model-too-new`, `model-cut-short`, `model-too-large`, `model-corrupt`.
 */
export function decodeModel(bytes: Uint8Array<ArrayBuffer>, name = ''): Model {
  return runStepsSync(decodeSteps(bytes, name));
}

/** `decodeModel` in steps; what they yield means nothing. */
export function* decodeSteps(bytes: Uint8Array<ArrayBuffer>, name = ''): Generator<number, Model, undefined> {
  const inflated = inflateModelFile(bytes, name);
  // Views of float64 need their place in the buffer aligned; a file inside a larger buffer is copied once.
  const file = inflated.byteOffset % 8 === 0 ? inflated : inflated.slice();
  const sections = yield* readSections(file, name);
  const manifest = readManifest(file, sections.count);
  const { spec } = manifest;
  if (sections.version !== versionOf(spec)) throw corrupt('format version', sections.version, String(versionOf(spec)));
  const vectorizers: FittedVectorizer[] = [];
  for (const [block, settings] of spec.features.entries()) {
    const features = manifest.features[block];
    if (settings.kind === 'hashing') {
      vectorizers.push(hashed(settings, features, block));
      continue;
    }
    const terms = isCompact(spec)
      ? packedTerms(sections, block, features)
      : yield* viewedTerms(sections, block, features);
    yield 0;
    if (settings.kind === 'surface') checkSurfaceTerms(terms, block);
    const withIdf = settings.kind === 'tfidf' && settings.useIdf;
    vectorizers.push({
      settings,
      terms,
      idf: withIdf ? readIdf(sections, block, features, spec.compact.int8) : null,
    });
  }
  const labels = manifest.labels.length;
  const features = manifest.features.reduce((sum, n) => sum + n, 0);
  const linear: LinearModel = {
    labels,
    features,
    weights: spec.compact.int8
      ? packedWeights(sections, labels, features)
      : float32(sections.take(WEIGHTS, 0, 4, labels * features)),
    bias: float64(sections.take(BIAS, 0, 8, labels)),
    link: manifest.link,
  };
  const numbers = CALIBRATION_NUMBERS[manifest.spec.calibration];
  const calibration = numbers > 0 ? float64(sections.take(CALIBRATION, 0, 8, numbers * labels)) : null;
  sections.end();
  const bad = findBadNumber({ vectorizers, linear, calibration });
  if (bad) throw corrupt(`${bad.where}, number ${bad.index}`, bad.value, bad.expected);
  return { manifest, vectorizers, linear, calibration };
}

function* viewedTerms(sections: Sections, block: number, features: number): Generator<number, TextColumn, undefined> {
  const terms: TextColumn = {
    bytes: sections.take(TERM_BYTES, block, 1, null),
    offsets: uint32(sections.take(TERM_OFFSETS, block, 4, features + 1)),
  };
  yield* checkOrder(terms, block);
  checkUtf8(terms, block);
  return terms;
}

function packedTerms(sections: Sections, block: number, features: number): TextColumn {
  const packed: FrontCodedTerms = {
    shared: sections.take(TERM_SHARED, block, 1, null),
    lengths: sections.take(TERM_LENGTHS, block, 1, null),
    suffixes: sections.take(TERM_SUFFIXES, block, 1, null),
  };
  const terms = readFrontCoded(packed, features, `terms of block ${block}`, unpackedLimit(packed));
  checkUtf8(terms, block);
  return terms;
}

function readIdf(sections: Sections, block: number, features: number, int8: boolean): Float32Array<ArrayBuffer> {
  if (int8) return dequantiseIdf(sections.take(IDF_LEVELS, block, 1, features));
  return float32(sections.take(IDF, block, 4, features));
}

function packedWeights(sections: Sections, labels: number, features: number): Float32Array<ArrayBuffer> {
  const levels = int8(sections.take(WEIGHT_LEVELS, 0, 1, labels * features));
  const scales = float32(sections.take(WEIGHT_SCALES, 0, 4, scaleCount(labels, features)));
  const bad = findBadScale(scales);
  if (bad >= 0) throw corrupt(`scales, number ${bad}`, scales[bad], 'a scale of 17 bits, 0 or from 2^-100 to 2^100');
  const level = levels.indexOf(-128);
  if (level >= 0) throw corrupt(`weights, number ${level}`, -128, '-127 to 127');
  return dequantiseWeights({ levels, scales }, labels, features);
}

function hashed(settings: FeatureSettings, features: number, block: number): FittedVectorizer {
  const vectorizer = hashingVectorizer(settings);
  const expected = featureCount(vectorizer);
  if (features !== expected) throw corrupt(`manifest, features.${block}`, features, String(expected));
  return vectorizer;
}

/** The section table, checked: sections lie in order inside the file, and each is taken exactly once. */
interface Sections {
  readonly version: number;
  readonly count: number;
  /** The section's bytes. `length` is the number of elements it must hold, null for any. */
  take(kind: number, block: number, elementBytes: number, length: number | null): Uint8Array<ArrayBuffer>;
  /** Refuses sections that nobody took. */
  end(): void;
}

function* readSections(file: Uint8Array<ArrayBuffer>, name: string): Generator<number, Sections, undefined> {
  if (file.length < 8 || MAGIC.some((byte, i) => file[i] !== byte)) {
    // A file cut inside its first bytes is still recognisably ours.
    const begun =
      file.length > 0 && file.length < 8 && MAGIC.slice(0, file.length).every((byte, i) => file[i] === byte);
    if (!begun) throw new CodedError('model-not-a-model', { name });
  }
  if (file.length < TABLE_AT) throw new CodedError('model-cut-short', { got: file.length, expected: TABLE_AT });
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = header.getUint32(8, true);
  if (version > MODEL_FORMAT_VERSION) {
    throw new CodedError('model-too-new', { version, supported: MODEL_FORMAT_VERSION });
  }
  if (version < 1) throw corrupt('format version', version, `1 to ${MODEL_FORMAT_VERSION}`);
  const length = header.getUint32(12, true);
  if (length > MODEL_BYTES_LIMIT) throw new CodedError('model-too-large', { bytes: length, limit: MODEL_BYTES_LIMIT });
  if (file.length < length) throw new CodedError('model-cut-short', { got: file.length, expected: length });
  if (file.length > length) throw corrupt('length', file.length, String(length));
  if ((yield* digestOf(file)).some((byte, i) => file[DIGEST_AT + i] !== byte)) {
    throw corrupt('checksum', 'other bytes', 'the bytes it was made from');
  }
  const manifest = header.getUint32(16, true);
  if (manifest > MANIFEST_BYTES_LIMIT) {
    throw corrupt('length of the manifest', manifest, `at most ${MANIFEST_BYTES_LIMIT}`);
  }
  const count = header.getUint32(20, true);
  if (count > SECTIONS_LIMIT) throw corrupt('number of sections', count, `at most ${SECTIONS_LIMIT}`);
  const entries: { kind: number; block: number; offset: number; length: number; taken: boolean }[] = [];
  let end = TABLE_AT + count * ENTRY_BYTES + manifest;
  if (end > length) throw corrupt('length of the manifest', manifest, 'a manifest inside the file');
  for (let i = 0; i < count; i++) {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    const offset = header.getUint32(entry + 8, true);
    const bytes = header.getUint32(entry + 12, true);
    if (offset % 8 !== 0 || offset < end || offset + bytes > length) {
      throw corrupt(`section ${i}`, `${bytes} bytes at ${offset}`, `a place between ${end} and ${length}`);
    }
    end = offset + bytes;
    const kind = header.getUint32(entry, true);
    entries.push({ kind, block: header.getUint32(entry + 4, true), offset, length: bytes, taken: false });
  }
  return {
    version,
    count,
    take(kind, block, elementBytes, elements) {
      const entry = entries.find((e) => e.kind === kind && e.block === block && !e.taken);
      if (!entry) throw corrupt(`section of kind ${kind}, block ${block}`, 'none', 'one');
      const expected = elements === null ? null : elements * elementBytes;
      if (expected !== null && entry.length !== expected) {
        throw corrupt(`section of kind ${kind}, block ${block}`, `${entry.length} bytes`, `${expected} bytes`);
      }
      entry.taken = true;
      return file.subarray(entry.offset, entry.offset + entry.length);
    },
    end() {
      const left = entries.find((e) => !e.taken);
      if (left)
        throw corrupt('sections', `an extra one of kind ${left.kind}, block ${left.block}`, 'none but the needed');
    },
  };
}

function readManifest(file: Uint8Array<ArrayBuffer>, sections: number): ModelManifest {
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const begin = TABLE_AT + sections * ENTRY_BYTES;
  let json: unknown;
  try {
    json = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(begin, begin + header.getUint32(16, true))),
    );
  } catch (error) {
    throw corrupt('manifest', error, 'JSON in UTF-8', error);
  }
  // One issue is enough: to gather millions of them would take seconds.
  const result = v.safeParse(manifestSchema, json, { abortEarly: true });
  if (!result.success) {
    const { path, got, expected } = describeIssue(result.issues[0]);
    throw corrupt(`manifest, ${path ?? 'as a whole'}`, got, expected);
  }
  const manifest = result.output;
  const link = hasMargins(manifest.spec) ? 'margin' : 'logit';
  if (manifest.link !== link) throw corrupt('manifest, link', manifest.link, link);
  const blocks = manifest.spec.features.length;
  if (manifest.features.length !== blocks)
    throw corrupt('manifest, features', manifest.features.length, String(blocks));
  for (const field of ['positives', 'known', 'thresholds'] as const) {
    if (manifest[field].length !== manifest.labels.length) {
      throw corrupt(`manifest, ${field}`, manifest[field].length, String(manifest.labels.length));
    }
  }
  for (const field of ['metrics', 'thresholdPicks'] as const) {
    const list = manifest[field];
    if (list && list.length !== manifest.labels.length) {
      throw corrupt(`manifest, ${field}`, list.length, String(manifest.labels.length));
    }
  }
  const { whole } = manifest;
  if (whole && !isCompact(manifest.spec))
    throw corrupt('manifest, whole', 'an object', 'null: the model is not compact');
  if (whole && whole.features.length !== blocks) {
    throw corrupt('manifest, whole.features', whole.features.length, String(blocks));
  }
  if (whole?.rocAuc && whole.rocAuc.length !== manifest.labels.length) {
    throw corrupt('manifest, whole.rocAuc', whole.rocAuc.length, String(manifest.labels.length));
  }
  return manifest;
}

function uint32(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function int8(bytes: Uint8Array<ArrayBuffer>): Int8Array<ArrayBuffer> {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function float32(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function float64(bytes: Uint8Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** Terms checked between two yields. */
const TERMS_PER_STEP = 1 << 16;

/** Terms must not be empty, each after the one before by its bytes. */
function* checkOrder({ bytes, offsets }: TextColumn, block: number): Generator<number, void, undefined> {
  const where = `terms of block ${block}`;
  const terms = offsets.length - 1;
  if (offsets[0] !== 0 || offsets[terms] !== bytes.length) {
    throw corrupt(where, `offsets from ${offsets[0]} to ${offsets[terms]}`, `0 to ${bytes.length}`);
  }
  for (let i = 0; i < terms; i++) {
    if (offsets[i + 1] <= offsets[i] || offsets[i + 1] > bytes.length) {
      throw corrupt(
        `${where}, term ${i}`,
        `bytes ${offsets[i]} to ${offsets[i + 1]}`,
        `at least one, before ${bytes.length}`,
      );
    }
    if (i > 0 && !precedes(bytes, offsets, i - 1))
      throw corrupt(`${where}, term ${i}`, 'out of order', 'terms sorted by bytes');
    if (i % TERMS_PER_STEP === TERMS_PER_STEP - 1) yield i;
  }
}

/** Terms must be whole UTF-8 strings. Their offsets have been checked. */
function checkUtf8({ bytes, offsets }: TextColumn, block: number): void {
  const where = `terms of block ${block}`;
  for (let i = 0; i < offsets.length - 1; i++) {
    if ((bytes[offsets[i]] & 0xc0) === 0x80)
      throw corrupt(`${where}, term ${i}`, 'the middle of a letter', 'its first byte');
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw corrupt(where, 'bytes that are not UTF-8', 'UTF-8', error);
  }
}

/** The columns of surface features are told by their place, so their names must be the ones that we know, all of them. */
function checkSurfaceTerms(terms: TextColumn, block: number): void {
  const names = Array.from({ length: rowCount(terms) }, (_, i) => rowText(terms, i));
  const wrong = SURFACE_NAMES.findIndex((name, i) => names[i] !== name);
  if (wrong >= 0) throw corrupt(`terms of block ${block}, term ${wrong}`, names[wrong] ?? 'none', SURFACE_NAMES[wrong]);
  if (names.length > SURFACE_NAMES.length)
    throw corrupt(`terms of block ${block}`, names.length, String(SURFACE_NAMES.length));
}

/** True if term `i` sorts before term `i + 1`. The offsets up to there have been checked. */
function precedes(bytes: Uint8Array, offsets: Uint32Array, i: number): boolean {
  const begin = offsets[i + 1];
  const shared = Math.min(begin - offsets[i], offsets[i + 2] - begin);
  for (let k = 0; k < shared; k++) {
    const a = bytes[offsets[i] + k];
    const b = bytes[begin + k];
    if (a !== b) return a < b;
  }
  return begin - offsets[i] < offsets[i + 2] - begin;
}
