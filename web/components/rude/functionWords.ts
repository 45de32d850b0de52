const ENGLISH =
  'a about after again all also always am an and another any are aren as at be because been before being both but by can could ' +
  'did didn do does doesn doing don down each even ever every few for from get go going got had has have having he her here hers ' +
  'herself him himself his how i if in into is isn it its itself just know let like ll many me mine more most much must my myself ' +
  'never no nobody none nor not nothing now of off on once only or other our ours ourselves out over own people please re really ' +
  's same say see she should so some somebody someone something still such t than that the their theirs them themselves then there ' +
  'these they this those through to too u under until up upon ur us ve very want was we were what when where which while who ' +
  'whom whose why will with won would yes yet you your yours yourself yourselves';

const RUSSIAN =
  'а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши вашего вашей ваших вдруг весь вот все всегда всего ' +
  'всей всем всех вы где да даже для до его ее ей ему если есть еще ж же за здесь и из или им ими иногда их к как какая какие ' +
  'какой когда кого кому кто ли либо лучше между меня мне много мной может можно мой моя мое мои моих мы на над надо нам нами ' +
  'нас наш наша наше наши не него нее ней нельзя нем нет неужели ни нибудь никогда никто ним них ничего но ну о об один он она ' +
  'они оно опять от перед по под после потому почему почти при про просто раз с сам сама сами самих свой своя свое свои своих ' +
  'себе себя сейчас со так такая такие такое такой там тебе тебя тем теперь то тобой тогда того тоже той только том тому тот ' +
  'тут ты тебе твой твоя твое твои твоего твоей твоих у уж уже хоть хотя чего чей чем через что чтоб чтобы эта эти это этого ' +
  'этой этом этот эту я';

const FUNCTION_WORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${RUSSIAN}`.split(' '));

/**
 * Whether a term consists only of function words ("you", "are you", "ты"): these are never hidden, however they weigh.
 */
export function isFunctional(term: string): boolean {
  return term
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .every((word) => word === '' || FUNCTION_WORDS.has(word));
}
