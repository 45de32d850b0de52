/** Tab, line feed, vertical tab, form feed, carriage return, DOS end of file and escape. */
const TEXT_CONTROLS = new Set([0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);

/** A text may hold so many control characters, or this share of them. */
const FEW = 2;
const FEW_SHARE = 0.002;

/** Whether `byte` is a control character that no text has. */
export function isControl(byte: number): boolean {
  return byte < 0x20 && !TEXT_CONTROLS.has(byte);
}

const QUOTE = 0x22;
/** Bytes around a quoted cell: line ends, comma, semicolon, tab, bar. */
const BORDERS = new Set([0x0a, 0x0d, 0x2c, 0x3b, 0x09, 0x7c]);

/**
 * Whether there are more control characters than a text has. Those in the quoted cells of a table do not count: they
 * are what somebody wrote, and `csvLines` quotes them for that. The quote that ends a cell is followed by the end of the
 * cell; in a binary file, or in UTF-16, it hardly ever is.
 */
export function hasManyControls(bytes: Uint8Array): boolean {
  return areMany(unquotedControls(bytes), bytes);
}

/** Whether most control characters, however few there are, are in quoted cells. UTF-16 has none there. */
export function hasQuotedControls(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) if (isControl(byte)) controls++;
  const unquoted = unquotedControls(bytes);
  return controls > 2 * unquoted && !areMany(unquoted, bytes);
}

function areMany(controls: number, bytes: Uint8Array): boolean {
  return controls > Math.max(FEW, bytes.length * FEW_SHARE);
}

function unquotedControls(bytes: Uint8Array): number {
  let controls = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE && (at === 0 || BORDERS.has(bytes[at - 1]))) at = endOfCell(bytes, at) ?? at;
    else if (isControl(bytes[at]) && !beginsJson(bytes, at)) controls++;
  }
  return controls;
}

/** Whether the byte is what JSON text sequences (RFC 7464) write before an object or a list. */
function beginsJson(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1e && (at === 0 || bytes[at - 1] === 0x0a) && [0x5b, 0x7b].includes(bytes[at + 1]);
}

/** Where the quoted cell that begins at `start` ends: its quote, or the end of `bytes`; null if it is no cell. */
function endOfCell(bytes: Uint8Array, start: number): number | null {
  for (let at = bytes.indexOf(QUOTE, start + 1); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    if (bytes[at + 1] === QUOTE) at++;
    else return at + 1 === bytes.length || BORDERS.has(bytes[at + 1]) ? at : null;
  }
  return bytes.length;
}
