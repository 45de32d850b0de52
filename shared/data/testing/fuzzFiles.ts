import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { CodedError } from '../../base/errors';
import { createRandom, type Random } from '../../base/random';
import { sentenceIn } from '../../messages/index';
import { FORMAT_LABELS } from '../formats';
import { sniff } from '../sniff';
import { fileOf, readTable } from './tables';
import { workbook } from './workbooks';

/** A file that was handled badly. */
export interface FileFailure {
  /** Its number: with the seed it is the same file again. */
  readonly mutant: number;
  readonly name: string;
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** What became of mutated files of comments. */
export interface FileFuzzReport {
  readonly seed: number;
  readonly tried: number;
  readonly accepted: number;
  readonly refused: number;
  readonly slowest: { readonly milliseconds: number; readonly name: string };
  readonly failures: readonly FileFailure[];
}

/** Longer than any sentence about a file needs to be. */
const SENTENCE_LIMIT = 5000;
/** Reading a file of a few kB may take this long on a busy machine. */
const MILLISECONDS = 20_000;

const ROWS: readonly (readonly [string, number])[] = Array.from({ length: 40 }, (_, i) => [
  `${i % 3 === 0 ? 'you are a fool, "really"' : 'спасибо за правку'} ${i}`,
  i % 3 === 0 ? 1 : 0,
]);

/** One valid file of each format, to be damaged. */
export function filesToDamage(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const csv = `comment_text,toxic\n${ROWS.map(([text, label]) => `"${text.replaceAll('"', '""')}",${label}`).join('\n')}\n`;
  const records = ROWS.map(([text, toxic]) => ({ text, toxic, about: { source: 'talk', at: [1, 2.5, null] } }));
  const columnData = [
    { name: 'text', data: ROWS.map(([text]) => text) },
    { name: 'toxic', data: ROWS.map(([, label]) => label) },
  ];
  return [
    { name: 'a.csv', bytes: strToU8(csv) },
    { name: 'a.tsv', bytes: strToU8(csv.replaceAll(',', '\t')) },
    { name: 'a.txt', bytes: strToU8(ROWS.map(([text]) => text).join('\n')) },
    { name: 'a.json', bytes: strToU8(JSON.stringify(records, null, 1)) },
    { name: 'a.jsonl', bytes: strToU8(records.map((each) => JSON.stringify(each)).join('\n')) },
    { name: 'a.csv.gz', bytes: gzipSync(strToU8(csv)) },
    { name: 'a.zip', bytes: zipSync({ 'a.csv': strToU8(csv) }) },
    { name: 'a.xlsx', bytes: workbook({ Comments: [['text', 'toxic'], ...ROWS] }) },
    { name: 'a.parquet', bytes: new Uint8Array(parquetWriteBuffer({ columnData })) },
    ...(Object.keys(PARQUET_CODECS) as (keyof typeof PARQUET_CODECS)[]).map((codec) => ({
      name: `${codec.toLowerCase()}.parquet`,
      bytes: new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors: PARQUET_CODECS })),
    })),
    { name: 'b.xlsx.gz', bytes: gzipSync(workbook({ Comments: [['text', 'toxic'], ...ROWS] })) },
    { name: 'b.txt', bytes: strToU8(ROWS.map(([text, toxic]) => `__label__${toxic} ${text}`).join('\n')) },
  ];
}

/**
 * Compressors of Parquet pages; those of zstd and LZ4 write what they are given as it is, framed as the codec wants it.
 */
const PARQUET_CODECS = {
  GZIP: (bytes: Uint8Array) => gzipSync(bytes),
  ZSTD: (bytes: Uint8Array) => {
    // A frame of one raw block (RFC 8878): magic, single segment with a length of four bytes, last block.
    const frame = new Uint8Array(12 + bytes.length);
    const view = new DataView(frame.buffer);
    view.setUint32(0, 0xfd2fb528, true);
    frame[4] = 0b10100000;
    view.setUint32(5, bytes.length, true);
    const block = (bytes.length << 3) | 1;
    frame.set([block & 0xff, (block >> 8) & 0xff, (block >> 16) & 0xff], 9);
    frame.set(bytes, 12);
    return frame;
  },
  LZ4_RAW: (bytes: Uint8Array) => {
    // One sequence of literals alone: a token of 15, then lengths of 255 each and the rest.
    const rest = bytes.length - 15;
    if (rest < 0) return joined(Uint8Array.of(bytes.length << 4), bytes);
    return joined(
      Uint8Array.of(0xf0),
      new Uint8Array(Math.floor(rest / 255)).fill(255),
      Uint8Array.of(rest % 255),
      bytes,
    );
  },
} as const;

/**
 * Reads mutants of valid files. Each must be read, or refused with a code and a sentence of some length; nothing else
 * may be thrown. Mutant i depends on the seed and i alone.
 */
export async function fuzzFiles(seed: number, seconds: number, runs: number, first = 0): Promise<FileFuzzReport> {
  const files = filesToDamage();
  const failures: FileFailure[] = [];
  let tried = 0;
  let accepted = 0;
  let slowest = { milliseconds: 0, name: '' };
  const end = performance.now() + 1000 * seconds;
  for (let mutant = first; mutant < first + runs && performance.now() < end; mutant++, tried++) {
    const random = createRandom(seed * 2 ** 32 + mutant);
    const { name, bytes } = files[random.below(files.length)];
    const damaged = mutated(bytes, files[random.below(files.length)].bytes, random);
    const began = performance.now();
    const outcome = await readOrRefuse(damaged, name);
    const milliseconds = performance.now() - began;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name };
    const what = milliseconds > MILLISECONDS ? `${milliseconds.toFixed(0)} ms` : outcome;
    if (outcome === 'read') accepted++;
    if (what !== 'read' && what !== 'refused') failures.push({ mutant, name, what, bytes: damaged });
  }
  return { seed, tried, accepted, refused: tried - accepted - failures.length, slowest, failures };
}

/** Looks at a file, then reads it all: `read`, `refused`, or what went wrong. */
async function readOrRefuse(bytes: Uint8Array, name: string): Promise<string> {
  let outcome = 'refused';
  for (const [what, work] of [
    ['looking', () => sniff(fileOf(bytes, name), {})],
    ['reading', () => readTable(bytes, { name })],
  ] as const) {
    try {
      await work();
      outcome = what === 'reading' ? 'read' : outcome;
    } catch (error) {
      if (!(error instanceof CodedError)) return `${what}: not coded: ${String(error)}`;
      if (error.code === 'unexpected') return `${what}: ${error.message.slice(0, 300)}`;
      for (const language of ['en', 'ru'] as const) {
        const { length } = sentenceIn(language, error);
        if (length > SENTENCE_LIMIT) return `${what}: ${error.code} is a sentence of ${length} characters`;
      }
      const foreign = foreignWords(error);
      if (foreign.length > 0) return `${what}: ${error.code} says in Russian: ${foreign.join(' ')}`;
    }
  }
  return outcome;
}

/** Latin words of the Russian sentence of `error`, but names, what is quoted of the file, formats and encodings. */
function foreignWords(error: CodedError): string[] {
  const params = error.params as { readonly kind?: string; readonly encoding?: string };
  const binaryKind = error.code === 'file-binary' && params.kind !== 'unknown' ? [params.kind] : [];
  const known = [...FORMAT_LABELS, 'Excel', 'JSON', 'UTF-8', params.encoding, ...binaryKind];
  const unquoted = sentenceIn('ru', error).replace(/«[^»]*»/g, '');
  const rest = known.reduce((text: string, word) => (word === undefined ? text : text.replaceAll(word, '')), unquoted);
  return rest.match(/[A-Za-z]{2,}/g) ?? [];
}

/** A copy with one to eight changes: bits, bytes, numbers, pieces cut out, doubled, moved, or of another file. */
function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let result = bytes.slice();
  for (let changes = 1 + random.below(8); changes > 0 && result.length > 0; changes--) {
    const at = random.below(result.length);
    const length = 1 + random.below(Math.min(64, result.length - at));
    const piece = result.slice(at, at + length);
    switch (random.below(8)) {
      case 0:
        result[at] ^= 1 << random.below(8);
        break;
      case 1:
        result[at] = random.below(256);
        break;
      case 2:
        result[at] = [0, 0xff, 0x22, 0x0a, 0x2c, 0x7b, 0x5b, 0x3c][random.below(8)];
        break;
      case 3: // a number, as binary formats write lengths and offsets
        for (let i = 0; i < 4 && at + i < result.length; i++) result[at + i] = random.below(3) === 0 ? 0xff : 0;
        break;
      case 4:
        result = joined(result.subarray(0, at), result.subarray(at + length));
        break;
      case 5:
        result = joined(result.subarray(0, at), ...new Array(1 + random.below(20)).fill(piece), result.subarray(at));
        break;
      case 6:
        result = joined(result.subarray(0, at), other.subarray(random.below(other.length)), result.subarray(at));
        break;
      default:
        result = random.below(4) === 0 ? result.slice(0, at) : result;
    }
  }
  return result;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
