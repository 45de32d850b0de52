import { createDecoder } from './decoder';
import type { Encoding } from './encodings';

/*
 * A guess at the encoding of a text that is not UTF-8: it is decoded in every encoding that comes into question, and
 * the one that gives the likeliest text wins. Likely are the letters that a language uses, as often as it uses them, in
 * lower case within a word; unlikely are capitals after small letters, signs and box drawings between letters, and
 * bytes that mean nothing. That a decoder accepts the bytes says little: most one-byte encodings accept all of them.
 */

/** The candidates; of equals the first. */
const CANDIDATES: readonly Encoding[] = [
  ...(['windows-1251', 'windows-1252', 'koi8-r', 'ibm866', 'x-mac-cyrillic', 'iso-8859-5', 'koi8-u'] as const),
  ...(['windows-1250', 'iso-8859-2', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256'] as const),
  ...(['windows-1257', 'windows-874', 'macintosh', 'ibm850', 'ibm852', 'ibm437', 'iso-8859-7', 'iso-8859-6'] as const),
  ...(['iso-8859-15', 'shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'] as const),
];

/** Bytes above ASCII that are looked at, with what is around them. */
const JUDGED_BYTES = 8 * 1024;

/** Letters by falling frequency. Source: letter counts of the languages' Wikipedias, as published in many tables. */
const BY_FREQUENCY = [
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ', // Russian
  'оанитервслкдмпуязьбгчйхіжїєшюцщфґ', // Ukrainian
  'αοιετσνηυρπκμλςωδγάίχέθόφήύβώξζψ', // Greek
  'יוהלאמרתבשנעדחקפצגטםזסכןךףץ', // Hebrew
  'اليمونرتبةعدسفهكقحجشطصخأذضثزئءىظغإؤآ', // Arabic
];

const RANKS = new Map<string, number>();
for (const letters of BY_FREQUENCY) {
  [...letters].forEach((letter, rank) => {
    const weight = 2.2 - (3.4 * rank) / letters.length;
    RANKS.set(letter, Math.max(weight, RANKS.get(letter) ?? Number.NEGATIVE_INFINITY));
  });
}

/** The letters beyond ASCII of languages in Latin script, small ones. */
const LATIN = [
  'éèêëàâçîïôùûœæü', // French
  'äöüß', // German
  'áéíóúñü', // Spanish
  'áâãàçéêíóôõú', // Portuguese
  'àèéìòù', // Italian
  'åäöé', // Swedish, Finnish
  'æøåé', // Danish, Norwegian
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech
  'áäčďéíĺľňóôŕšťúýž', // Slovak
  'áéíóöőúüű', // Hungarian
  'ăâîșțşţ', // Romanian
  'çğıöşüâ', // Turkish
  'čćđšž', // Croatian, Slovene
  'äõöüšž', // Estonian
  'āčēģīķļņšūž', // Latvian
  'ąčęėįšųūž', // Lithuanian
  'ëéèïöüáóíê', // Dutch
  'áðéíóúýþæö', // Icelandic
].map((letters) => new Set(letters));

const COMMON_HAN = new Set(
  '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从谢很吗吧呢个們這來為說國會後對裡過發無麼經當與學進種將還見沒從時謝嗎請問帮助朋友走开笨蛋真喜欢讨厌',
);
const COMMON_HANGUL = new Set(
  '이다는에의가을하고지은로도한기를들사어서인나자리정시대수아해일부라있그만보장우안요니게제니까합습감너무정말',
);

/** The likeliest encoding of `head`, a text that is not UTF-8. */
export function guessLegacyEncoding(head: Uint8Array): Encoding {
  const sample = highBytesWithContext(head);
  let best: Encoding = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of CANDIDATES) {
    const score = plausibility(createDecoder(encoding).decode(sample));
    if (score > bestScore + 1e-9) {
      best = encoding;
      bestScore = score;
    }
  }
  return best;
}

/** The lines of `head` that hold bytes above ASCII, so that a long text with few of them costs little. */
function highBytesWithContext(head: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let high = 0;
  for (let start = 0; start < head.length && high < JUDGED_BYTES; ) {
    let end = head.indexOf(0x0a, start);
    if (end < 0) end = head.length;
    const line = head.subarray(start, Math.min(end + 1, start + JUDGED_BYTES));
    const inLine = line.reduce((sum, byte) => sum + (byte >= 0x80 ? 1 : 0), 0);
    if (inLine > 0) for (const byte of line) kept.push(byte);
    high += inLine;
    start = end + 1;
  }
  return Uint8Array.from(kept);
}

/** How likely `text` is one, for each of its bytes above ASCII. */
function plausibility(text: string): number {
  let sum = 0;
  let bytes = 0;
  const accents = new Set<string>();
  let accented = 0;
  const characters = [...text];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i];
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    const width = code >= 0x2e80 && !(code >= 0xff61 && code <= 0xff9f) ? 2 : 1;
    bytes += width;
    sum += width * scoreOf(character, code, characters[i - 1] ?? ' ', characters[i + 1] ?? ' ');
    if (isLatin(code)) {
      accented++;
      accents.add(character.toLowerCase());
    }
  }
  if (bytes === 0) return 0;
  // The letters of one language belong together.
  if (accented > 0) {
    const covered = Math.max(...LATIN.map((letters) => [...accents].filter((letter) => letters.has(letter)).length));
    sum += accented * (2.2 * (covered / accents.size) - 0.8);
  }
  return sum / bytes;
}

const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;

function scoreOf(character: string, code: number, before: string, after: string): number {
  if (code === 0xfffd) return -10;
  if (code < 0xa0) return -6;
  const isLetter = LETTER.test(character);
  if (!isLetter) {
    if (code >= 0x2500 && code < 0x25a0) return -4; // box drawings
    if (code >= 0x3000 && code <= 0x303f) return 0.8;
    if (code >= 0xff01 && code <= 0xff20) return 0.8;
    const within = LETTER.test(before) && LETTER.test(after);
    if (code === 0x2019 && within) return 1;
    if (within) return -4;
    if (/[“”‘’«»„–—…€№°§\u00a0]/u.test(character)) return 0.5;
    return /\p{M}/u.test(character) ? 0 : -1.5;
  }
  if (isLatin(code)) return caseScore(character, before) + (/[a-z]/i.test(before) || /[a-z]/i.test(after) ? 0.3 : -0.8);
  const rank = RANKS.get(character.toLowerCase());
  if (code >= 0x370 && code < 0x700) {
    if (rank === undefined) return -2;
    const alone = LETTER.test(before) && isLatinLetter(before) ? -3 : 0;
    return rank + caseScore(character, before) + alone;
  }
  if (code >= 0xe00 && code < 0xe80) return 0.4;
  if (code >= 0x3040 && code <= 0x30ff) return 1.6;
  if (code >= 0xff61 && code <= 0xff9f) return -1.5; // half-width katakana: hardly used
  if (code >= 0xac00 && code <= 0xd7a3) return COMMON_HANGUL.has(character) ? 1.4 : -0.3;
  if (code >= 0x4e00 && code <= 0x9fff) return COMMON_HAN.has(character) ? 1.4 : -0.4;
  return -2;
}

function isLatin(code: number): boolean {
  return code >= 0xc0 && code < 0x250 && code !== 0xd7 && code !== 0xf7;
}

function isLatinLetter(character: string): boolean {
  return /\p{Script=Latin}/u.test(character);
}

/** A capital after a small letter is a letter of another encoding. */
function caseScore(character: string, before: string): number {
  if (!UPPER.test(character)) return 0;
  return LOWER.test(before) ? -3 : -0.6;
}
