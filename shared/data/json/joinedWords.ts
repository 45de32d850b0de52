import { parseJson } from './relaxed';

/* Comments that were cut into words: `["you", "fool"]`, as JSON, Python (`['you', 'fool']`) or numpy (`['you' 'fool']`)
 * writes a list. */

const QUOTED = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs;

/** Whether nearly all cells are lists. */
export function areWordLists(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.filter((cell) => wordsOf(cell) !== null).length >= 0.9 * filled.length;
}

/** The words of a list with spaces between them; a cell that is no list is left as it is. */
export function joinedWords(cell: string): string {
  return wordsOf(cell)?.join(' ') ?? cell;
}

/** The words of a list as they are written; null if the cell is no list of them. */
function wordsOf(cell: string): string[] | null {
  const text = cell.trim();
  if (!/^(?:\[.*\]|\(.*\))$/s.test(text)) return null;
  return parsedWords(text) ?? numpyWords(text);
}

function parsedWords(text: string): string[] | null {
  try {
    const list = parseJson(text);
    const isWord = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    return Array.isArray(list) && list.every(isWord) ? list.map(String) : null;
  } catch {
    return null; // it is the only thing JSON.parse throws for
  }
}

/** Words in quotes with nothing but white space between them. */
function numpyWords(text: string): string[] | null {
  const inner = text.slice(1, -1);
  if (inner.replace(QUOTED, '').trim() !== '') return null;
  return Array.from(inner.matchAll(QUOTED), ([, single, double]) => (single ?? double).replace(/\\(.)/gs, '$1'));
}
