import { mapProgress } from '../../runtime/mapSteps';
import { WORD_CLASSES, type WordClass } from '../../text/tagging/partsOfSpeech';
import { type ByClass, byClass, CLASS_KEYS, type RowClasses } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { type Share, wilsonShare } from '../share/wilson';
import { FEWEST_WORDS, type PartsOfSpeech, TAGGED_LANGUAGES, type TaggedLanguage, type WordClassShare } from './facts';
import {
  createTaggedWordCounter,
  createWordClassReader,
  createWordFinder,
  taggedLanguageOf,
} from './partsOfSpeechReader';

/** Punctuation marks are no words, and so no share of them. */
export const SHOWN_CLASSES: readonly WordClass[] = WORD_CLASSES.filter((wordClass) => wordClass !== 'punctuation');

/** Tagging reads some 5 MB/s. */
const TAGGED_BYTES_PER_STEP = 1 << 15;

/** What is added up over the comments of one class: with y words of a part of speech among x in a comment. */
export interface ShareSums {
  comments: number;
  /** Σ x, Σ y, Σ x², Σ y², Σ xy. */
  words: number;
  hits: number;
  wordsSquared: number;
  hitsSquared: number;
  product: number;
  /** Σ y/x, Σ (y/x)². */
  shares: number;
  sharesSquared: number;
}

/** No comments yet. */
export function createShareSums(): ShareSums {
  return {
    comments: 0,
    words: 0,
    hits: 0,
    wordsSquared: 0,
    hitsSquared: 0,
    product: 0,
    shares: 0,
    sharesSquared: 0,
  };
}

/** Adds a comment of `words` words, 1 or more, of which `hits` count. */
export function addComment(sums: ShareSums, words: number, hits: number): void {
  const share = hits / words;
  sums.comments += 1;
  sums.words += words;
  sums.hits += hits;
  sums.wordsSquared += words * words;
  sums.hitsSquared += hits * hits;
  sums.product += words * hits;
  sums.shares += share;
  sums.sharesSquared += share * share;
}

/**
 * The share of words p = Σy / Σx with a 95 % interval that allows for a comment's words being alike. The variance of
 * the ratio of two sums over n comments, drawn as wholes, is by linearisation (Cochran 1977, Sampling Techniques, 6.4)
 *
 *     v = n/(n − 1) · Σ(y − px)² / (Σx)²
 *
 * and the interval is Wilson's with p(1 − p)/v words in place of Σx: as many independent words as would tell as much
 * (Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3(4)). Where all comments agree (v = 0), as many
 * as there are comments.
 *
 * @returns NaN limits for fewer than two comments, NaN altogether for none.
 */
export function clusteredShare({ comments, words, hits, wordsSquared, hitsSquared, product }: ShareSums): Share {
  if (comments < 2) return wilsonShare(hits, words, 0);
  const p = hits / words;
  const residuals = Math.max(0, hitsSquared - 2 * p * product + p * p * wordsSquared);
  const variance = ((comments / (comments - 1)) * residuals) / (words * words);
  return wilsonShare(hits, words, variance > 0 ? (p * (1 - p)) / variance : comments);
}

/**
 * Cohen's d (1988) of the share within a comment: the difference of the means, `one` less `zero`, over the pooled
 * standard deviation. NaN for fewer than two comments on either side, or where no comment differs from another.
 */
export function cohensD(one: ShareSums, zero: ShareSums): number {
  const squares = ({ comments, shares, sharesSquared }: ShareSums) =>
    Math.max(0, sharesSquared - (shares * shares) / comments);
  const freedom = one.comments + zero.comments - 2;
  if (one.comments < 2 || zero.comments < 2) return Number.NaN;
  const deviation = Math.sqrt((squares(one) + squares(zero)) / freedom);
  return deviation > 0 ? (one.shares / one.comments - zero.shares / zero.comments) / deviation : Number.NaN;
}

/** What this section adds to the report. */
export interface PartsOfSpeechFound {
  readonly partsOfSpeech: PartsOfSpeech;
}

/** What is known of the comments in one language before any is tagged. */
interface LanguageRows {
  readonly language: TaggedLanguage;
  /** By index of the class: words, counted as far as FEWEST_WORDS. */
  readonly words: number[];
}

/**
 * Parts of speech of the comments' words, by language and class: of the first 512 words and marks of each comment. A
 * comment counts to the language that it is written in. The dictionary of a language is loaded only if a class has
 * FEWEST_WORDS words in it.
 * @throws CodedError `dictionary-unreachable` for Russian.
 */
async function* explorePartsOfSpeech(
  context: EdaContext,
): AsyncGenerator<SectionProgress, PartsOfSpeechFound, undefined> {
  const { classes, source } = context;
  const total = 2 * source.rows;
  const languageOf = new Uint8Array(source.rows);
  const found = TAGGED_LANGUAGES.map((language): LanguageRows => ({ language, words: [0, 0, 0] }));
  let otherRows = 0;
  const countWords = createTaggedWordCounter();
  const hasWords = createWordFinder();
  const look = (bytes: Uint8Array, begin: number, end: number, row: number) => {
    const language = taggedLanguageOf(bytes, begin, end);
    const of = found.find((each) => each.language === language);
    const index = classes.of(row);
    if (of === undefined) {
      if (hasWords(bytes, begin, end)) otherRows += 1;
      return;
    }
    languageOf[row] = 1 + found.indexOf(of);
    if (of.words[index] < FEWEST_WORDS) of.words[index] += countWords(bytes, begin, end);
  };
  yield* mapProgress(visitRows(context, look, TAGGED_BYTES_PER_STEP), ({ done }) => ({ done, total }));

  const isEnough = ({ words }: LanguageRows) => words.some((count) => count >= FEWEST_WORDS);
  const read = await createWordClassReader(found.filter(isEnough).map(({ language }) => language));
  const sums = found.map(() => CLASS_KEYS.map(() => SHOWN_CLASSES.map(createShareSums)));
  const tagged = found.map(() => ({ rows: 0, words: 0 }));
  const tag = (bytes: Uint8Array, begin: number, end: number, row: number) => {
    const at = languageOf[row] - 1;
    if (at < 0) return;
    const enough = isEnough(found[at]);
    const counts = enough ? read(bytes, begin, end, found[at].language) : null;
    const words = counts?.words ?? countWords(bytes, begin, end);
    if (words === 0) return;
    tagged[at].rows += 1;
    tagged[at].words += words;
    if (counts === null) return;
    SHOWN_CLASSES.forEach((wordClass, i) => {
      addComment(sums[at][classes.of(row)][i], words, counts.classes.get(wordClass) ?? 0);
    });
  };
  yield* mapProgress(visitRows(context, tag, TAGGED_BYTES_PER_STEP), ({ done }) => ({
    done: source.rows + done,
    total,
  }));
  const languages = found.map(({ language }, at) => ({
    language,
    ...tagged[at],
    classes: wordClassShares(classes, sums[at]),
  }));
  return { partsOfSpeech: { languages, otherRows } };
}

/** The shares of one language; none where no class has FEWEST_WORDS words. */
function wordClassShares(classes: RowClasses, sums: readonly (readonly ShareSums[])[]): WordClassShare[] {
  const isEnough = (index: number) => sums[index][0].words >= FEWEST_WORDS;
  if (!sums.some((_, index) => isEnough(index))) return [];
  const [zeros, ones] = sums;
  return SHOWN_CLASSES.map((wordClass, i) => {
    const shares = byClass(classes, (index) => (isEnough(index) ? clusteredShare(sums[index][i]) : undefined));
    for (const key of CLASS_KEYS) if (shares[key] === undefined) delete shares[key];
    const effect = isEnough(0) && isEnough(1) ? cohensD(ones[i], zeros[i]) : Number.NaN;
    return { wordClass, shares: shares as ByClass<Share>, effect };
  });
}

export const partsOfSpeechSection: Section<PartsOfSpeechFound> = {
  run: explorePartsOfSpeech,
};
