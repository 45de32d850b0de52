import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { CodedError } from '../../base/errors';
import { createRandom, type Random } from '../../base/random';
import { sentenceIn } from '../../messages/index';
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
  ];
}

/**
 * Reads mutants of valid files. Each must be read, or refused with a code and a sentence of some length; nothing else may be
 * thrown. Mutant i depends on the seed and i alone.
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
    }
  }
  return outcome;
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
