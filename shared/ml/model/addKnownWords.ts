import type { TextColumn } from '../../data/column/textColumn';
import type { TextPreparation } from '../../text/preparation';
import { createWordReader } from '../../text/words/wordBeginnings';
import { BEGINNING, type KnownWords, knownWordsOf, MIN_COMMENTS } from './knownWords';
import type { Model } from './model';

/** Of the comments, this share has no more words than `longest`. */
const NEARLY_ALL = 0.999;

/** The words that are in MIN_COMMENTS comments or more, and how long comments are. The same for the same comments. */
export function readKnownWords(
  language: KnownWords['language'],
  preparation: TextPreparation,
  chunks: Iterable<TextColumn>,
): KnownWords {
  const read = createWordReader(preparation, BEGINNING);
  const decoder = new TextDecoder();
  /** Per beginning, comments with it, and the last of them. */
  const found = new Map<string, { comments: number; last: number }>();
  const lengths: number[] = [];
  for (const { bytes, offsets } of chunks) {
    for (let row = 0; row + 1 < offsets.length; row++) {
      const comment = lengths.length;
      let words = 0;
      read(bytes, offsets[row], offsets[row + 1], (word) => {
        words += 1;
        const beginning = decoder.decode(word.bytes.subarray(0, word.length));
        const entry = found.get(beginning);
        if (!entry) found.set(beginning, { comments: 1, last: comment });
        else if (entry.last !== comment) found.set(beginning, { comments: entry.comments + 1, last: comment });
      });
      lengths.push(words);
    }
  }
  const beginnings = [...found].filter(([, { comments }]) => comments >= MIN_COMMENTS).map(([word]) => word);
  lengths.sort((a, b) => a - b);
  const longest = lengths[Math.max(0, Math.ceil(NEARLY_ALL * lengths.length) - 1)] ?? 0;
  const encoder = new TextEncoder();
  return knownWordsOf(
    { language, longest },
    beginnings.map((word) => encoder.encode(word)),
  );
}

/** The model with what it has read; another file, and so another id, than without. */
export function withKnownWords(model: Model, knownWords: KnownWords): Model {
  const { language, count, longest } = knownWords;
  return { ...model, manifest: { ...model.manifest, knownWords: { language, count, longest } }, knownWords };
}
