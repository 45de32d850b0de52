import { canonicalJson } from '../../base/canonicalJson';
import { CodedError } from '../../base/errors';
import { runStepsSync } from '../../runtime/steps';
import { isCompact } from '../../spec/pipelineSpec';
import { digestOf } from './digest';
import {
  align8,
  BIAS,
  CALIBRATION,
  DIGEST_AT,
  ENTRY_BYTES,
  IDF,
  IDF_LEVELS,
  KNOWN_WORDS,
  MAGIC,
  MANIFEST_BYTES_LIMIT,
  MODEL_BYTES_LIMIT,
  TABLE_AT,
  TERM_BYTES,
  TERM_LENGTHS,
  TERM_OFFSETS,
  TERM_SHARED,
  TERM_SUFFIXES,
  versionOf,
  WEIGHT_LEVELS,
  WEIGHT_SCALES,
  WEIGHTS,
} from './format';
import { frontCode, unpackedLimit } from './frontCoding';
import { writtenManifest } from './manifest';
import type { Model } from './model';
import { findBadNumber } from './modelLimits';
import { quantiseIdf, quantiseWeights } from './quantise';

interface Section {
  readonly kind: number;
  /** Which feature block it belongs to; 0 for the linear model's own. */
  readonly block: number;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();

/** Bytes copied between two yields. */
const BYTES_PER_STEP = 1 << 21;

/**
 * The model's file, not deflated: a pure function of the model, equal on every engine. A spec with `int8` has weights
 * and idf rounded (quantise.ts); training has rounded them already.
 */
export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  return runStepsSync(encodeSteps(model));
}

/** `encodeModel` in steps; yields bytes sealed. */
export function* encodeSteps(model: Model): Generator<number, Uint8Array<ArrayBuffer>, undefined> {
  const bad = findBadNumber(model);
  if (bad) throw new CodedError('number-not-finite', bad);
  yield 0;
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
    if (settings.kind === 'hashing') return; // its settings define it completely
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
  if (model.knownWords) add(KNOWN_WORDS, 0, model.knownWords.filter);

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
  header.setUint32(8, versionOf(model.manifest), true);
  header.setUint32(12, length, true);
  header.setUint32(16, manifest.length, true);
  header.setUint32(20, sections.length, true);
  for (const [i, section] of sections.entries()) {
    const entry = TABLE_AT + i * ENTRY_BYTES;
    header.setUint32(entry, section.kind, true);
    header.setUint32(entry + 4, section.block, true);
    header.setUint32(entry + 8, offsets[i], true);
    header.setUint32(entry + 12, section.bytes.length, true);
    for (let at = 0; at < section.bytes.length; at += BYTES_PER_STEP) {
      file.set(section.bytes.subarray(at, at + BYTES_PER_STEP), offsets[i] + at);
      yield 0;
    }
  }
  file.set(manifest, manifestAt);
  yield 0;
  file.set(yield* digestOf(file), DIGEST_AT);
  return file;
}
