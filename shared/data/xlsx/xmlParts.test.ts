import { expect, test } from 'vitest';
import { collectXml } from './xmlParts';

const encoder = new TextEncoder();

function partsOf(bytes: Uint8Array, piece: number): string[] {
  const xml = collectXml();
  for (let at = 0; at < bytes.length; at += piece) xml.add(bytes.subarray(at, at + piece));
  return xml.end();
}

const row = (prefix: string, text: string) =>
  `<${prefix}row r="1"><c t="inlineStr"><is><t>${text}</t></is></c></${prefix}row>`;
const long = (prefix: string) =>
  `<sheetData>${row(prefix, 'row> si> дурак 👍 '.repeat(20)).repeat(9000)}</sheetData><mergeCells/>`;

test.each([1, 3, 1021, 65_536])('parts come to the whole, each of whole rows, in pieces of %i bytes', (piece) => {
  const xml = piece < 1000 ? long('').slice(0, 200_000) : long('x:');
  const parts = partsOf(encoder.encode(xml), piece);
  expect(parts.join('') === xml).toBe(true);
  for (const part of parts.slice(0, -1)) expect(part.endsWith('row>') && /<\/(x:)?row>$/.test(part)).toBe(true);
  if (piece >= 1000) expect(parts.length).toBeGreaterThan(2);
});

test('strings end a part as rows do', () => {
  const xml = `<sst>${`<si><t>${'word '.repeat(50)}</t></si>`.repeat(20_000)}</sst>`;
  const parts = partsOf(encoder.encode(xml), 50_000);
  expect(parts.join('') === xml).toBe(true);
  expect(parts.slice(0, -1).every((part) => part.endsWith('</si>'))).toBe(true);
  expect(parts.length).toBeGreaterThan(3);
});

test('XML without an end of a row stays one part', () => {
  const xml = `<row><c>${'row> '.repeat(500_000)}`;
  expect(partsOf(encoder.encode(xml), 65_536)).toEqual([xml]);
});

test.each(['utf-16le', 'utf-16be'])('%s is known by its first two bytes, with and without a mark', (encoding) => {
  const bytesOf = (text: string) => {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
    return bytes;
  };
  expect(partsOf(bytesOf('<a>дурак</a>'), 1)).toEqual(['<a>дурак</a>']);
  expect(partsOf(bytesOf('\ufeff<a>дурак</a>'), 3)).toEqual(['<a>дурак</a>']);
});

test('nothing at all is one empty part', () => {
  expect(partsOf(new Uint8Array(), 1)).toEqual(['']);
});
