import { createRandom } from '../../base/random';
import { stopWordsFor } from '../tokens/stopWords';

const ROOTS =
  'blorp boss care clever dog fool go happ hunt idiot infiltrat king lie run silli stop stupid tal troll writ'.split(
    ' ',
  );
const ENDINGS = ' s es ed ing er est ly ness al ally ful y ies able inging eded sses lyly alal .com 5'.split(' ');
/** What the rules look at or the lexicon has in a way of its own. */
const OTHERS =
  "the The THE this an would Would WOULD wouldn't I i London NASA … , . ! ? -- 😀 дурак 中文 ; 3 3.5 -1 +2 .5 5th 1e 0 0x 0x1 00 0a Infinity NaN 1/2 50% $5 x5 example.com http://example.com/a?b=1 e.g. u.s.a foo.c a.b ... well...ok constructor __proto__ arguments".split(
    ' ',
  );
const ENGLISH = stopWordsFor('en');

/**
 * Sentences of mild words, existing and made up, in all cases, among numbers, addresses and signs; the same each time.
 */
export function generatedSentences(count: number): string[][] {
  const random = createRandom(1992);
  const pick = (words: readonly string[]) => words[random.below(words.length)];

  function word(): string {
    const kind = random.unit();
    if (kind < 0.3) return pick(OTHERS);
    const plain = kind < 0.6 ? pick(ENGLISH) : pick(ROOTS) + pick(ENDINGS);
    const letters = random.unit();
    if (letters < 0.1) return plain.toUpperCase();
    return letters < 0.25 ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
  }

  return Array.from({ length: count }, () => Array.from({ length: random.below(25) }, word));
}
