/* What disguises letters, from our own look at how people do it: small letters; capitals follow them where they can. */

function table(rows: string): ReadonlyMap<string, readonly string[]> {
  return new Map(rows.split(' ').map((row) => [row.charAt(0), Array.from(row.slice(1))]));
}

/** Letter → the digits and signs used in its place. */
export const LEET = table('a4@ e3 i1! o0 s5$ t7 о0 а@ з3 ч4 б6');

/** Letter → letters of another script that are drawn alike. */
export const LOOK_ALIKES = table(
  'aаα cс eе oоο pр xх yу iі jј sѕ dԁ hһ аa сc еe оo рp хx уy кk АA ВB СC ЕE НH КK МM ОO РP ТT ХX AА BВ CС EЕ HН KК MМ OО PР TТ XХ',
);

/** Letter → its neighbours on the keyboard. */
export const NEIGHBOURS: ReadonlyMap<string, readonly string[]> = new Map(
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'].flatMap((row) =>
    Array.from(row, (letter, at): [string, string[]] => [
      letter,
      [...row.slice(Math.max(0, at - 1), at), ...row.slice(at + 1, at + 2)],
    ]),
  ),
);

export const VOWELS = new Set('aeiouyаеёиоуыэюя');

/** Invisible characters: zero-width space, non-joiner, joiner, word joiner, soft hyphen. */
export const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad'] as const;

/** Letter → the same with an accent; Russian letters get a combining mark. */
export const ACCENTED: ReadonlyMap<string, readonly string[]> = new Map([
  ...table('aàáâä eèéêë iìíîï oòóôö uùúûü yýÿ nñń sśš cçč zźż tťţ dďđ rŕř lĺļ gĝğ kķ hĥ pṕ bḃ mṁ wŵẁ fḟ'),
  ...Array.from('абвгджзклмнопрстуфхцчшщыэюя', (letter): [string, string[]] => [
    letter,
    [`${letter}\u0301`, `${letter}\u0302`, `${letter}\u0336`],
  ]),
]);

/** Letter → Cherokee, Armenian, phonetic and Greek letters that are drawn alike. */
export const OTHER_ALPHABETS = table(
  'dɖ eɛə gɡ hհ iɪɩ lʟ mɱ nոɴ oօɵ rʀɹ sʂ tʈ uսʊ AᎪ BᏴ DᎠ EᎬ GᏀ HᎻ MᎷ PᏢ RᎡ SᏚ TᎢ VᏙ WᎳ аα еε оοօ рρ тτ хχ кκ уγ',
);

/** What may be put between letters. */
export const PICTURES = ['😀', '❤', '🔥', '★'] as const;
