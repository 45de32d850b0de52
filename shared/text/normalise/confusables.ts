import { CYRILLIC, GREEK, LATIN } from './traits';

/*
 * Letters that look alike in Latin, Cyrillic and Greek, from our own look at common fonts; letter and twin in turn.
 * STRICT: drawn alike. LOOSE: alike enough to be read in a word that is mostly of the other script.
 * A Latin i in a Russian word is read as и, as people use it.
 */

/** Script to fold to, then letter and twin in turn. */
type Row = readonly [to: number, pairs: string];

const STRICT: readonly Row[] = [
  [LATIN, 'аaсcеeоoрpхxуyкkіiјjѕsһhԁdԛqԝwАAВBСCЕEНHІIКKМMОOРPТTХXУYЈJЅS'],
  [CYRILLIC, 'aаcсeеoоpрxхyуkкiиëёAАBВCСEЕHНKКMМOОPРTТXХYУIИËЁ'],
  [LATIN, 'αaεeιiκkνvοoρpτtυuχxγyΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX'],
  [GREEK, 'aαeεiιkκvνoοpρtτuυxχyγAΑBΒEΕZΖHΗIΙKΚMΜNΝOΟPΡTΤYΥXΧ'],
  [CYRILLIC, 'αаεеκкοоρрτтχхγуΑАΒВΕЕΗНΚКΜМΟОΡРΤТΥУΧХ'],
  [GREEK, 'аαеεкκоοрρтτхχуγАΑВΒЕΕНΗКΚМΜОΟРΡТΤУΥХΧ'],
];

const LOOSE: readonly Row[] = [
  [LATIN, 'вbмmнhтtпnгrиuяrшwёeЯRИN'],
  [CYRILLIC, 'mмtтhнbьnпuиrгwшNИRЯWШ'],
  [LATIN, 'βbηnωwσoμuλl'],
];

type Twins = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** By script to fold to: letter of another script → its twin. */
function twinsOf(rows: readonly Row[]): Twins {
  const twins = new Map<number, Map<number, number>>([
    [LATIN, new Map()],
    [CYRILLIC, new Map()],
    [GREEK, new Map()],
  ]);
  for (const [to, pairs] of rows) {
    const codes = Array.from(pairs, (c) => c.codePointAt(0) ?? 0);
    for (let i = 0; i < codes.length; i += 2) twins.get(to)?.set(codes[i], codes[i + 1]);
  }
  return twins;
}

const STRICT_TWINS = twinsOf(STRICT);
const LOOSE_TWINS = twinsOf([...STRICT, ...LOOSE]);

/**
 * The twin of the letter `code` in `script`, 0 if it has none. `loose` includes look-alikes that depend on the context.
 */
export function twinIn(script: number, code: number, loose: boolean): number {
  return (loose ? LOOSE_TWINS : STRICT_TWINS).get(script)?.get(code) ?? 0;
}
