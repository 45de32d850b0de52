/*
 * Words with a double letter that people draw out (`foooool`, `coool`): where one of these fits, a drawn-out run stands
 * for two letters, elsewhere for one. By how they are written with every run as one letter.
 */

const WORDS =
  'fool fools foolish cool cooler school tool tools good goods book look looks looking too soon room zoo boom boo noob noobs ' +
  'food mood moon poor door shoot shoots boob boobs poop pool hook took wood root goof goofy spooky hoot moo ' +
  'see sees seen feel feels need needs keep been free tree three sleep sweet week cheese green queen geek creep creeps ' +
  'creepy weed speed meet deep cheers sheep yippee ' +
  'all call calls ball balls fall small wall hall tall kill kills killed killer will well hell hello tell smell smells yell ' +
  'fell full pull bull bullshit skull dull doll roll troll trolls still chill hill bill ill silly jelly belly bully really ' +
  'finally totally literally actually follow yellow fellow million billion asshole assholes ass asses dumbass jackass badass ' +
  'kiss miss boss loss mess less class glass grass pass pussy sissy hiss piss pissed princess bless stress press guess ' +
  'off stuff stuffed puff sniff coffee happy puppy hippie crappy yuppie sloppy shopping slipper nigga ' +
  'butter bitter better letter little bottle pretty shitty sorry hurry marry carry worry cherry merry mirror terrible horror ' +
  'horrible funny bunny sunny penny dinner winner tummy mummy dummy dummies yummy mommy summer hammer stammer daddy buddy ' +
  'muddy teddy add odd egg buggy foggy bigger nagger bugger rabbit blubber rubber lobby bubble sucker hobby ' +
  'accept account access soccer ' +
  'касса масса класс классно классный русский русская русские россия группа суббота длинный странный ванна аллея металл ' +
  'грамм программа хоккей теннис ссора ссоры ссориться жжёт жжет дрянной пьянно искусство расстрел бесстыжий миллион ' +
  'коллега комментарий сумма аккаунт';

/** `text` with every run of one character as a single one. */
function collapsed(text: string): string {
  return text.replace(/(.)\1+/gu, '$1');
}

let doubled: ReadonlyMap<string, string> | null = null;

/**
 * The word with double letters whose runs, each as one letter, spell `key` (lower case); undefined if there is none.
 */
export function doubledWord(key: string): string | undefined {
  doubled ??= new Map(WORDS.split(' ').map((word) => [collapsed(word), word]));
  return doubled.get(key);
}
