import { CodedError } from '../../base/errors';
import { oneLine } from '../../base/oneLine';
import { isCompact } from '../../spec/pipelineSpec';
import type { ModelManifest } from './manifest';

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
 * A file may be deflated as a whole (zlib); decoding inflates it once and from then on only makes views, except of what
 * a compact model holds in fewer bytes. A model's id is the SHA-256 of the file as inflated, so packing does not change
 * it.
 */

/** No model file, inflated, may be larger: it has to fit into memory together with what it scores. */
export const MODEL_BYTES_LIMIT = 1024 * 1024 * 1024;

/** "MDRT" between bytes that a text-mode transfer would damage. */
export const MAGIC = [0x89, 0x4d, 0x44, 0x52, 0x54, 0x0d, 0x0a, 0x1a];

/** The error of a file whose parts do not fit. Each value is cut to a line: it may come from the file. */
export function corrupt(where: string, got: unknown, expected: string, cause?: unknown): CodedError {
  const params = { where: oneLine(where), got: oneLine(String(got)), expected: oneLine(expected) };
  return new CodedError('model-corrupt', params, cause);
}

/**
 * Raised when an older reader would misread a newer file. Readers refuse a greater one and keep reading lesser ones.
 * 1: every section a view. 2: compact models, whose terms are front-coded, and their numbers perhaps in 8 bits. 3:
 * models that carry which words they have read.
 */
export const MODEL_FORMAT_VERSION = 3;

/** A model has the oldest format that can hold it, so that models older than what a format added keep their bytes. */
export function versionOf({ spec, knownWords }: ModelManifest): number {
  if (knownWords !== null) return 3;
  return isCompact(spec) ? 2 : 1;
}

export const DIGEST_AT = 24;
export const TABLE_AT = 56;
export const ENTRY_BYTES = 16;
export const SECTIONS_LIMIT = 64;
/** Of the manifest: 64 labels with their figures take 50 kB, a custom list of stop words at most 2 MB. */
export const MANIFEST_BYTES_LIMIT = 4 * 1024 * 1024;

/** Section kinds. Numbers are part of the format: never reuse one. */
export const TERM_BYTES = 1;
export const TERM_OFFSETS = 2;
export const IDF = 3;
export const WEIGHTS = 4;
export const BIAS = 5;
export const CALIBRATION = 6;
/** Of a compact model, in place of TERM_BYTES and TERM_OFFSETS. */
export const TERM_SHARED = 7;
export const TERM_LENGTHS = 8;
export const TERM_SUFFIXES = 9;
/** With `int8`, in place of IDF and WEIGHTS. */
export const IDF_LEVELS = 10;
export const WEIGHT_LEVELS = 11;
export const WEIGHT_SCALES = 12;
/** Of a model that carries which words it has read. */
export const KNOWN_WORDS = 13;

/** Sections begin at multiples of this. */
export const align8 = (length: number) => Math.ceil(length / 8) * 8;
