import { CODE_PAGES } from './codePages';
import type { Encoding } from './encodings';

/** A decoder that replaces what its encoding does not allow by U+FFFD; `stream` keeps the start of a cut character. */
export interface ByteDecoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

/** A decoder of any encoding that can be chosen. A byte order mark is text to it. */
export function createDecoder(encoding: Encoding): ByteDecoder {
  if (encoding === 'ibm437' || encoding === 'ibm850' || encoding === 'ibm852') {
    const page = CODE_PAGES[encoding];
    return { decode: (bytes = new Uint8Array(0)) => decodePage(bytes, page) };
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  if (encoding !== 'windows-1252') return decoder;
  return { decode: (bytes, options) => decoder.decode(bytes, options).replace(/[\u0080-\u009f]/g, fromC1) };
}

const latin = new TextDecoder('windows-1252');
const ASCII = 0x80;

function decodePage(bytes: Uint8Array, page: string): string {
  if (!bytes.some((byte) => byte >= ASCII)) return latin.decode(bytes);
  const units = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) units[i] = bytes[i] < ASCII ? bytes[i] : page.charCodeAt(bytes[i] - ASCII);
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += 8192) parts.push(String.fromCharCode(...units.subarray(at, at + 8192)));
  return parts.join('');
}

/** What windows-1252 has at 0x80 to 0x9f; U+0080 to U+009f there are the five it leaves undefined. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/**
 * Some versions of Node decode windows-1252 as ISO 8859-1 (nodejs/node#56542); on a right host this changes nothing.
 */
const fromC1 = (character: string) => C1[character.charCodeAt(0) - 0x80];
