import { sha256Hex } from '../../base/hash';
import { loadRussianWords } from '../russian/russianWords';
import { createTagger } from '../tagging/partsOfSpeech';
import { createLemmatizer } from '../tokens/lemma';
import { stemmerFor } from '../tokens/stem';
import { stopWordsFor } from '../tokens/stopWords';

/** Words of English, by the parts they are put together from. */
const ENGLISH = [
  'act',
  'boss',
  'care',
  'clever',
  'communi',
  'dog',
  'fool',
  'happ',
  'hop',
  'idiot',
  'lie',
  'love',
  'mad',
  'nation',
  'relat',
  'run',
  'silli',
  'stop',
  'stupid',
  'tal',
  'terrif',
  'troll',
  'wolf',
  'writ',
]
  .flatMap((root) =>
    [
      '',
      ...'s es ed ing er est ly ness ful fulness ation ational ational ization izer ive ity y ies ied ment able ibility ism ist al ally ous ousness ance ence ant ent eed ss ves'.split(
        ' ',
      ),
    ].map((ending) => root + ending),
  )
  .concat(stopWordsFor('en'));
/** And of Russian. */
const RUSSIAN = [
  'бег',
  'вид',
  'глуп',
  'говор',
  'дел',
  'дом',
  'дурак',
  'дума',
  'жен',
  'идиот',
  'красив',
  'люб',
  'мо',
  'нов',
  'писа',
  'прочит',
  'пусто',
  'радост',
  'ребён',
  'силь',
  'смел',
  'стран',
  'учи',
  'хорош',
]
  .flatMap((root) =>
    [
      '',
      ...'а ы у ом ов ами ах е и ей ий ый ая ое ые ого ому ыми ых ую ла ло ли ть л ешь ет ем ете ют ите ишь ит им ят ился лась лись ться вший вшая вшись в вши ющий ющая нный нная ость ости остью ейший ейше нок ска ский'.split(
        ' ',
      ),
    ].map((ending) => root + ending),
  )
  .concat(stopWordsFor('ru'));

const digest = (words: readonly string[]) => sha256Hex(new TextEncoder().encode(words.join('\n')));

/** Digests of what natural, wink-lemmatizer and az answer for some 2,500 words. */
export async function wordDigests() {
  const tagger = await createTagger();
  const lemmatizer = await createLemmatizer();
  const russian = await loadRussianWords();
  const read = RUSSIAN.map((word) => russian.read(word));
  return {
    words: ENGLISH.length + RUSSIAN.length,

    stopWordsEn: digest(stopWordsFor('en')),
    stopWordsRu: digest(stopWordsFor('ru')),
    stemsEn: digest(ENGLISH.map(stemmerFor('en'))),
    stemsRu: digest(RUSSIAN.map(stemmerFor('ru'))),
    tagsEn: digest(ENGLISH.flatMap((word) => tagger.tags(['the', word, 'would', word]))),
    lemmasRu: digest(read.map((word) => word?.lemma ?? '')),
    tagsRu: digest(read.map((word) => word?.wordClass ?? '')),
    lemmasEn: digest(ENGLISH.flatMap((word) => lemmatizer.lemmas(['the', word, 'would', word, 'is', word]))),
  };
}
