import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32 } from '../bytes/crc32';
import { blobOfArray, joinBytes } from '../bytes/source';
import { cutBy, refusalOf, utf8 } from '../testing/tables';
import { gunzip } from './gunzip';
import { INFLATION_LIMITS, type InflationLimits } from './inflation';
import { bytesOfZipEntry, readZipDirectory } from './zip';

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return joinBytes(
    pieces,
    pieces.reduce((sum, piece) => sum + piece.length, 0),
  );
}

const unpackGzip = (bytes: Uint8Array, sizes = [1 << 20], limits = INFLATION_LIMITS) =>
  collect(gunzip(cutBy(bytes, sizes), 'a.gz', limits));

async function unpackZip(
  bytes: Uint8Array,
  index = 0,
  limits: InflationLimits = INFLATION_LIMITS,
): Promise<Uint8Array> {
  const blob = blobOfArray(bytes);
  const entries = await readZipDirectory(blob, 'a.zip');
  return collect(bytesOfZipEntry(blob, entries[index], 'a.zip', limits));
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 50 }).map((text) => utf8(text.repeat(40))),
);

test('the checksum is that of the standard', () => {
  expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
  expect(crc32(utf8('456789'), crc32(utf8('123')))).toBe(0xcbf43926);
});

/** The slow twin: bit by bit. */
function slowCrc(bytes: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) {
    checksum ^= byte;
    for (let bit = 0; bit < 8; bit++) checksum = (checksum >>> 1) ^ (checksum & 1 ? 0xedb88320 : 0);
  }
  return ~checksum >>> 0;
}

test('the checksum of any bytes, in one piece or two, is that of its definition', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat(50), (bytes, cut) => {
      expect(crc32(bytes)).toBe(slowCrc(bytes));
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(slowCrc(bytes));
    }),
  );
});

test('gzip of one member or several, cut anywhere, unpacks to what was packed', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(content, { minLength: 1, maxLength: 3 }),
      sizes,
      fc.boolean(),
      async (parts, cuts, named) => {
        const members = parts.map((part) => gzipSync(part, named ? { filename: 'a name.csv' } : {}));
        const packed = joinBytes(
          members,
          members.reduce((sum, { length }) => sum + length, 0),
        );
        const whole = joinBytes(
          parts,
          parts.reduce((sum, { length }) => sum + length, 0),
        );
        expect(await unpackGzip(packed, cuts)).toEqual(Uint8Array.from(whole));
      },
    ),
    { numRuns: 200 },
  );
});

test('gzip cut short anywhere is refused, and so is a changed checksum or length', async () => {
  const packed = gzipSync(utf8('hello there, '.repeat(50)));
  for (let length = 3; length < packed.length; length++) {
    expect((await refusalOf(() => unpackGzip(packed.subarray(0, length)))).code).toBe('archive-damaged');
  }
  for (let at = packed.length - 8; at < packed.length; at++) {
    const changed = packed.slice();
    changed[at] ^= 1;
    const { code, params } = await refusalOf(() => unpackGzip(changed));
    expect([code, params]).toEqual(['archive-damaged', expect.objectContaining({ name: 'a.gz' })]);
  }
});

test('zip entries, stored or deflated, unpack to what was packed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 6), async (parts, level) => {
      const files = Object.fromEntries(parts.map((part, i) => [`folder/${i} я.csv`, part]));
      const packed = zipSync(files, { level: level as 0 | 6, comment: 'a comment' });
      const entries = await readZipDirectory(blobOfArray(packed), 'a.zip');
      expect(entries.map(({ path, size }) => [path, size])).toEqual(
        parts.map((part, i) => [`folder/${i} я.csv`, part.length]),
      );
      for (const [i, part] of parts.entries()) expect(await unpackZip(packed, i)).toEqual(Uint8Array.from(part));
    }),
    { numRuns: 100 },
  );
});

/** A zip as large ones are written: sizes and places stand in 64-bit fields. */
function zip64(text: string): Uint8Array {
  const data = utf8(text);
  const path = utf8('a.csv');
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(26, path.length, true);
  const entry = new DataView(new ArrayBuffer(46 + path.length + 28));
  entry.setUint32(0, 0x02014b50, true);
  entry.setUint32(16, crc32(data), true);
  entry.setUint32(20, 0xffffffff, true);
  entry.setUint32(24, 0xffffffff, true);
  entry.setUint16(28, path.length, true);
  entry.setUint16(30, 28, true);
  entry.setUint32(42, 0xffffffff, true);
  new Uint8Array(entry.buffer).set(path, 46);
  entry.setUint16(46 + path.length, 1, true);
  entry.setUint16(48 + path.length, 24, true);
  entry.setBigUint64(50 + path.length, BigInt(data.length), true);
  entry.setBigUint64(58 + path.length, BigInt(data.length), true);
  const directoryAt = 30 + path.length + data.length;
  const end64 = new DataView(new ArrayBuffer(56));
  end64.setUint32(0, 0x06064b50, true);
  end64.setBigUint64(32, 1n, true);
  end64.setBigUint64(40, BigInt(entry.byteLength), true);
  end64.setBigUint64(48, BigInt(directoryAt), true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(directoryAt + entry.byteLength), true);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, 0xffff, true);
  end.setUint16(10, 0xffff, true);
  end.setUint32(12, 0xffffffff, true);
  end.setUint32(16, 0xffffffff, true);
  const parts = [local, path, data, entry, end64, locator, end].map((part) =>
    part instanceof DataView ? new Uint8Array(part.buffer) : part,
  );
  return joinBytes(
    parts,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
}

test('a zip with 64-bit fields is read', async () => {
  expect(await unpackZip(zip64('text\nhello'))).toEqual(utf8('text\nhello'));
});

test('a zip is refused where it is damaged, locked or packed in a strange way', async () => {
  const packed = zipSync({ 'a.csv': utf8('hello there, '.repeat(50)) });
  const refusal = async (change: (bytes: Uint8Array, directory: number) => Uint8Array | undefined) => {
    const bytes = packed.slice();
    const directory = bytes.findLastIndex((_, i) => bytes[i] === 0x50 && bytes[i + 1] === 0x4b && bytes[i + 2] === 1);
    return (await refusalOf(() => unpackZip(change(bytes, directory) ?? bytes))).code;
  };
  const set = (offset: number, value: number) => (bytes: Uint8Array, directory: number) => {
    bytes[directory + offset] = value;
    return undefined;
  };
  expect(await refusal((bytes) => bytes.subarray(0, bytes.length - 30))).toBe('archive-damaged');
  expect(await refusal(set(8, 1))).toBe('archive-encrypted');
  expect(await refusal(set(10, 93))).toBe('archive-method');
  expect(await refusal(set(16, 0))).toBe('archive-damaged'); // checksum
  expect(await refusal(set(24, 1))).toBe('archive-damaged'); // length
  expect(await refusal(set(42, 7))).toBe('archive-damaged'); // place
});

test('what unpacks to more than the limit, or to too many times its size, is refused before it is all unpacked', async () => {
  const zeros = gzipSync(new Uint8Array(3_000_000));
  const limits = { ...INFLATION_LIMITS, bytes: 2_000_000 };
  expect(await refusalOf(() => unpackGzip(zeros, [64], limits))).toEqual({
    code: 'file-too-large',
    params: { name: 'a.gz', bytes: null, limitBytes: 2_000_000 },
  });
  const zipped = zipSync({ 'a.csv': new Uint8Array(3_000_000) });
  expect(await refusalOf(() => unpackZip(zipped, 0, limits))).toEqual({
    code: 'file-too-large',
    params: { name: 'a.zip', bytes: 3_000_000, limitBytes: 2_000_000 },
  });
  const trap = { ...INFLATION_LIMITS, ratio: 100, ratioFrom: 1_000_000 };
  const { code, params } = await refusalOf(() => unpackGzip(zeros, [64], trap));
  expect([code, params]).toEqual(['archive-ratio', { name: 'a.gz', ratio: expect.any(Number), limit: 100 }]);
});
