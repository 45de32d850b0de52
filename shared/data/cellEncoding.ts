/*
 * Comments that a program wrote in an encoding of its own into the cells: base64, or with percent signs as in
 * addresses. Read as they are they would be words that nobody wrote.
 */

/** How the comments of a column are encoded. */
export const CELL_ENCODINGS = ['base64', 'percent'] as const;
export type CellEncoding = (typeof CELL_ENCODINGS)[number];

/** Turns a cell into the comment; a cell that is not encoded so stays as it is. */
export type CellDecoder = (cell: string) => string;

/** Cells by which an encoding is known, the share of them that must decode, and the share that must then be words. */
const MIN_CELLS = 3;
const DECODED_SHARE = 0.9;
const WORDS_SHARE = 0.5;

const BASE64 = /^[A-Za-z0-9+/_-]{8,}={0,2}$/;
const WORDS = /\p{L}\p{M}*\s+\S*\p{L}|[\u0400-\u04ff\u3040-\u9fff]{3}/u;

/** How `cells`, those of the comments, are encoded; null: they are not, for all that nearly all of them show. */
export function cellEncodingOf(cells: readonly string[]): CellEncoding | null {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < MIN_CELLS || filled.filter((cell) => /\s/.test(cell.trim())).length > filled.length / 10) {
    return null;
  }
  const found = CELL_ENCODINGS.find((encoding) => {
    const decode = createCellDecoder(encoding, cells);
    const decoded = filled.map(decode).filter((text, i) => text !== filled[i]);
    const enough = encoding === 'base64' ? DECODED_SHARE : WORDS_SHARE;
    return (
      decoded.length >= enough * filled.length &&
      decoded.filter((text) => WORDS.test(text)).length >= WORDS_SHARE * decoded.length
    );
  });
  return found ?? null;
}

/** @param cells the first ones, by which a plus is a space or itself. */
export function createCellDecoder(encoding: CellEncoding, cells: readonly string[]): CellDecoder {
  if (encoding === 'base64') return fromBase64;
  // Forms write a space as a plus, everything else as %20.
  const pluses = cells.some((cell) => cell.includes('+')) && !cells.some((cell) => cell.includes('%20'));
  return (cell) => fromPercent(cell, pluses);
}

function fromPercent(cell: string, pluses: boolean): string {
  if (!cell.includes('%') && !pluses) return cell;
  try {
    return decodeURIComponent(pluses ? cell.replaceAll('+', ' ') : cell);
  } catch {
    return cell; // a percent sign of its own, or bytes that are no UTF-8
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function fromBase64(cell: string): string {
  const text = cell.trim();
  if (!BASE64.test(text)) return cell;
  const bare = text.replace(/=+$/, '');
  if (bare.length % 4 === 1) return cell;
  let decoded: string;
  try {
    decoded = utf8.decode(bytesOf(bare));
  } catch {
    return cell; // bytes that are no UTF-8
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they show that the bytes are no text.
  return /[\u0000-\u0008\u000e-\u001f]/.test(decoded) ? cell : decoded;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((base64.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < base64.length; i++) {
    held = (held << 6) | digitOf(base64.charCodeAt(i));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
    held &= 0xff;
  }
  return bytes;
}

/** What a digit of base64 is worth, in either of its alphabets. */
function digitOf(unit: number): number {
  if (unit >= 0x61) return unit === 0x5f ? 63 : unit - 0x61 + 26;
  if (unit === 0x5f) return 63;
  if (unit >= 0x41) return unit - 0x41;
  if (unit >= 0x30) return unit - 0x30 + 52;
  return unit === 0x2b || unit === 0x2d ? 62 : 63;
}
