import { createSha256 } from '../../../../base/hash';
import { textColumnOf } from '../../../../data/column/textColumn';
import { runStepsSync } from '../../../../runtime/steps';
import { attackRows } from '../attackText';
import { ATTACKS } from '../measureAttacks';

export const SENTENCES = [
  'You are a stupid idiot and your article is rubbish, see https://example.com/stupid or page 12 of R2D2.',
  'Ты глупый дурак, и статья твоя — полная чепуха (стр. 15, пиши на me@example.org)!',
  'Thanks for the helpful answer; I will read the whole chapter tomorrow.',
  'Спасибо, очень полезный ответ: завтра прочитаю главу целиком.',
];

/** The digest of 200 rows under each attack, the same on every engine. */
export const DIGEST = 'a44ddc205c9caced6a3765397e1eb9a27ed46d836090c13b2533923db3c97e83';

export function attackDigest(): string {
  const column = textColumnOf(Array.from({ length: 200 }, (_, i) => SENTENCES[i % SENTENCES.length]));
  const hash = createSha256();
  for (const attack of ATTACKS) hash.update(runStepsSync(attackRows(column, attack, 2)).bytes);
  return hash.hex();
}
