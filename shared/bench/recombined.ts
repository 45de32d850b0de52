import { createRandom, type Random } from '#shared/base/random';
import {
  BLOCK,
  type CommentsFacts,
  type CommentsOptions,
  createVocabulary,
  HEADER,
  mix,
  WRONG_LABELS,
  Writer,
  writeComment,
} from './generator';

/*
 * Many comments of few words: each is a part of one source and a part of another, cut between words, where a source
 * is some comments of the other generator. Nearly every n-gram of a source is in several comments, and the
 * vocabulary does not grow with the comments, as it does not in text that is copied, quoted and sent from templates.
 */

export interface RecombinedOptions extends CommentsOptions {
  readonly sources?: number;
}

/** As many sources make some 610,000 words and pairs of words that occur in two comments or more. */
const SOURCES = 12_000;
/** Comments of the other generator that make one source, on average. */
const COMMENTS_IN_SOURCE = 2.5;
/** One source in so many is toxic, and so is one comment. */
const TOXIC_EVERY = 10;
const DOUBLED_QUOTE = 0x22;

/**
 * A CSV as `generateComments` writes it, block by block. The same seed generates the same bytes.
 * @returns what was generated, after the last block.
 */
export function* generateRecombined({
  rows,
  seed = 1,
  sources = SOURCES,
}: RecombinedOptions): Generator<Uint8Array<ArrayBuffer>, CommentsFacts, undefined> {
  const random = createRandom(seed);
  const texts = sourcesOf(sources, random);
  const toxicSources = Math.ceil(sources / TOXIC_EVERY);
  const out = new Writer();
  out.text(HEADER);
  let positives = 0;
  let textBytes = 0;
  for (let row = 0; row < rows; row++) {
    const toxic = random.below(TOXIC_EVERY) === 0;
    const draw = () => texts[toxic ? random.below(toxicSources) : toxicSources + random.below(sources - toxicSources)];
    out.text(`${mix(row, seed).toString(16).padStart(8, '0')},"`);
    const first = draw();
    const last = draw();
    const begin = out.at;
    writePart(out, first, random);
    out.byte(0x20);
    writePart(out, last, random);
    textBytes += bytesUnquoted(out.block, begin, out.at);
    const label = random.unit() < WRONG_LABELS ? !toxic : toxic;
    if (label) positives++;
    out.text(label ? '",1\n' : '",0\n');
    if (out.at >= BLOCK) yield out.take();
  }
  if (out.at > 0) yield out.take();
  return { rows, positives, textBytes };
}

/** A few comments each, quotes doubled, of which the first tenth are toxic. */
function sourcesOf(count: number, random: Random): Uint8Array[] {
  const { table, english, russian } = createVocabulary();
  const out = new Writer();
  return Array.from({ length: count }, (_, i) => {
    const toxic = i < Math.ceil(count / TOXIC_EVERY);
    const language = random.below(10) === 0 ? russian : english;
    const comments = Math.floor(COMMENTS_IN_SOURCE + random.unit());
    for (let k = 0; k < comments; k++) {
      if (k > 0) out.byte(0x20);
      writeComment(out, random, table, language, toxic);
    }
    return out.take();
  });
}

/** Writes whole words of a source, half a comment from a place drawn at random. */
function writePart(out: Writer, text: Uint8Array, random: Random): void {
  const bytes = Math.floor(text.length / (2 * COMMENTS_IN_SOURCE));
  const begin = random.below(text.length - bytes);
  const from = begin === 0 ? 0 : betweenWords(text, begin);
  out.bytes(text, from, betweenWords(text, from + bytes));
}

/** The first place between two words from `at` on, or the end. */
function betweenWords(text: Uint8Array, at: number): number {
  let place = at;
  while (place < text.length && text[place] !== 0x20 && text[place] !== 0x0a) place++;
  return Math.min(place, text.length);
}

function bytesUnquoted(bytes: Uint8Array, begin: number, end: number): number {
  let quotes = 0;
  for (let at = begin; at < end; at++) if (bytes[at] === DOUBLED_QUOTE) quotes++;
  return end - begin - quotes / 2;
}
