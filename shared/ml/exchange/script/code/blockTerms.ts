import type { FeatureSettings } from '../../../../spec/pipelineSpec';
import { type CodePoints, createCodePointReader } from '../../../../text/decode/codePoints';
import { createAccentStripper, lowerCodePoints } from '../../../../text/decode/foldCodePoints';
import { collapseSpaces, createSegments, findChunks, findWords } from '../../../../text/decode/segments';
import { createNormaliser } from '../../../../text/normalise/normaliser';

/** What of a block's settings decides its terms, with the text settings that apply to it. */
export type TermSettings = Pick<FeatureSettings, 'analyzer' | 'ngramRange' | 'lowercase' | 'stripAccents'> & {
  readonly normalize: 'none' | 'standard' | 'deobfuscate';
  readonly stopWords: readonly string[];
};

/** Words whose n-grams are counted together: as in the app, since the order of sums follows from it. */
const SLICE = 4096;

/**
 * Makes the reader of a block's terms: `visit` is called with every n-gram of the text, in the order in which the app
 * meets them.
 */
export function createTermReader(settings: TermSettings): (bytes: Uint8Array, visit: (term: string) => void) => void {
  const { analyzer, ngramRange } = settings;
  const [minN, maxN] = ngramRange;
  const read = createReader(settings);
  const segments = createSegments();
  const stops = new Set(settings.stopWords);

  const visitWords = (text: CodePoints, visit: (term: string) => void) => {
    findWords(text, segments);
    let words: string[] = [];
    for (let from = 0; from < segments.length; from += SLICE) {
      words = words.slice(-maxN + 1 || words.length); // what n-grams of this slice may begin with
      const known = words.length;
      for (let i = from; i < segments.length && i < from + SLICE; i++) {
        const word = textOf(text, segments.begins[i], segments.ends[i]);
        if (!stops.has(word)) words.push(word);
      }
      for (let n = minN; n <= maxN; n++) {
        for (let end = Math.max(known, n - 1); end < words.length; end++) {
          visit(words.slice(end - n + 1, end + 1).join(' '));
        }
      }
    }
  };

  const visitGrams = (characters: readonly string[], visit: (term: string) => void) => {
    for (let begin = 0; begin < characters.length; begin++) {
      let gram = '';
      for (let end = begin; end < characters.length && end < begin + maxN; end++) {
        gram += characters[end];
        if (end - begin + 1 >= minN) visit(gram);
      }
    }
  };

  const visitChunks = (text: CodePoints, visit: (term: string) => void) => {
    findChunks(text, segments);
    for (let i = 0; i < segments.length; i++) {
      const characters = [' ', ...charactersOf(text, segments.begins[i], segments.ends[i]), ' '];
      if (characters.length < minN) visit(characters.join(''));
      else visitGrams(characters, visit);
    }
  };

  return (bytes, visit) => {
    const text = read(bytes);
    if (analyzer === 'word') return visitWords(text, visit);
    if (analyzer === 'char_wb') return visitChunks(text, visit);
    collapseSpaces(text, false);
    visitGrams(charactersOf(text, 0, text.length), visit);
  };
}

/** Decodes and normalises, as text/preparation.ts does. */
function createReader(settings: TermSettings): (bytes: Uint8Array) => CodePoints {
  const { normalize, lowercase, stripAccents } = settings;
  if (normalize === 'none') {
    const reader = createCodePointReader({ lowercase, stripAccents });
    return (bytes) => reader.read(bytes, 0, bytes.length);
  }
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const normaliser = createNormaliser(normalize);
  const strip = stripAccents === 'none' ? null : createAccentStripper(stripAccents);
  return (bytes) => {
    const text = normaliser.apply(reader.read(bytes, 0, bytes.length));
    if (lowercase) lowerCodePoints(text, false);
    return strip ? strip(text, false) : text;
  };
}

function charactersOf({ codePoints }: CodePoints, begin: number, end: number): string[] {
  const characters: string[] = [];
  for (let i = begin; i < end; i++) characters.push(String.fromCodePoint(codePoints[i]));
  return characters;
}

const textOf = (text: CodePoints, begin: number, end: number) => charactersOf(text, begin, end).join('');
