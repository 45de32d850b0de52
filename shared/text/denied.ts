/*
 * Finds the words that a text directly denies: "you are not an idiot", «вы не идиот». Only what is denied of somebody:
 * in "do not touch me, idiot" and «ты не человек, идиот» nothing that counts is.
 */

/** A word that is denied. UTF-16 offsets. */
export interface DeniedWord {
  readonly begin: number;
  readonly end: number;
  readonly word: string;
}

/** "you are not", "he's no", "isn't": a form of "to be", so that "do not" and "will not" deny no word but a deed. */
const ENGLISH =
  /(?<![\p{L}\p{N}])(?:(?:am|is|are|was|were|be|been|im|youre|hes|shes|theyre|[\p{L}]+['’](?:m|s|re))\s+(?:not|no|never)|(?:is|are|was|were|ai)n['’]?t)\s+((?:(?:a|an|the|at|all|such|so|that|really|very|actually|just|some|any|kind|of|your|my|their)\s+)*)(\p{L}+)/giu;

/** «не», «вовсе не», «никакой ты не». */
const RUSSIAN =
  /(?<![\p{L}\p{N}])не\s+((?:(?:такой|такая|такие|такое|уж|совсем|вовсе|просто|и|какой-то|какая-то|какие-то|он|она|они|ты|вы|я|мы|прямо|какой-нибудь)\s+)*)(\p{L}+)/giu;

/** Words of obscene roots stay what they are when they are denied. */
const OBSCENE =
  /^(?:\p{L}*fuck|shit|bull?shit|cunt|(?:за|на|у|вы|про|от|до|раз|подъ|объ|съ)?[её]б|\p{L}*пизд|ху[йяюеёи]|бля)/iu;
/** Of a deed in Russian: «не смей», «не тупи», «не лезь». */
const COMMAND = /(?:[аяеуюоы]й|йте|ите|ьте|йся|ись|ь|[^аеёиоуыэюя]и)$/iu;

/** The words that `text` denies of somebody. */
export function deniedIn(text: string): DeniedWord[] {
  const found: DeniedWord[] = [];
  for (const pattern of [ENGLISH, RUSSIAN]) {
    for (const match of text.matchAll(pattern)) {
      const word = match[2];
      if (OBSCENE.test(word) || (pattern === RUSSIAN && isCommand(word))) continue;
      const end = match.index + match[0].length;
      found.push({ begin: end - word.length, end, word });
    }
  }
  return found;
}

/** «тупой» and «злой» end as commands do, and so do many nouns in the plural. */
function isCommand(word: string): boolean {
  return COMMAND.test(word) && !/(?:[оиы]й|[кгхчшщ]и)$/iu.test(word);
}
