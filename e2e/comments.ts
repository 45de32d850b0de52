import { createRandom } from '../shared/base/random';

const TOXIC = [
  'you are a stupid fool',
  'what utter rubbish',
  'shut up, clown',
  'pathetic nonsense',
  'nobody likes you, go away',
];
const FINE = [
  'thank you for the source',
  'see the talk page',
  'a good edit',
  'this needs a reference',
  'I moved the section',
];
const FILLER = ['and', 'the', 'page', 'really', 'again', 'about', 'history', 'it', 'was', 'there', 'please', 'today'];

/** A CSV of `rows` made-up comments with planted signal, the same on every run: `comment_text,toxic`. */
export function commentsCsv(rows: number, seed = 1): string {
  const random = createRandom(seed);
  const pick = (from: readonly string[]) => from[random.below(from.length)];
  const lines = ['comment_text,toxic'];
  for (let i = 0; i < rows; i++) {
    const toxic = random.below(4) === 0;
    const words = [pick(toxic === random.below(20) > 0 ? TOXIC : FINE)];
    for (let more = random.below(12); more > 0; more--) words.push(`${pick(FILLER)}${random.below(40) === 0 ? i : ''}`);
    lines.push(`"${words.join(' ')}${random.below(3) === 0 ? '!\n' : ''}",${toxic ? 1 : 0}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}
