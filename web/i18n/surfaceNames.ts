import type { SurfaceName } from '#shared/text/surface/surfaceNames';
import { type Language, language } from '.';

/*
 * The names of surface features. Separate from the other texts, so that only the pages that show terms load them.
 */
const names: Record<Language, Record<SurfaceName, string>> = {
  en: {
    adjectiveShare: 'share of adjectives',
    adverbShare: 'share of adverbs',
    capitalShare: 'share of capitals',
    characters: 'length in characters',
    digitShare: 'share of digits',
    ellipses: 'ellipses',
    emoji: 'emoji',
    exclamationMarks: 'exclamation marks',
    firstPersonShare: 'share of “I” and “we”',
    interjectionShare: 'share of interjections',
    lineBreaks: 'line breaks',
    meanWordLength: 'mean length of a word',
    mentions: '@mentions',
    mixedAlphabetWords: 'words of mixed alphabets',
    nounShare: 'share of nouns',
    obfuscatedWords: 'disguised words',
    pronounShare: 'share of pronouns',
    punctuationRuns: 'marks in a row',
    punctuationShare: 'share of punctuation',
    questionMarks: 'question marks',
    quotationMarks: 'quotation marks',
    repeatedLetters: 'drawn-out letters',
    secondPersonShare: 'share of “you”',
    sentences: 'sentences',
    shoutedWordShare: 'share of words in capitals',
    uniqueWordShare: 'share of different words',
    urls: 'links',
    verbShare: 'share of verbs',
    words: 'length in words',
  },
  ru: {
    adjectiveShare: 'доля прилагательных',
    adverbShare: 'доля наречий',
    capitalShare: 'доля заглавных букв',
    characters: 'длина в знаках',
    digitShare: 'доля цифр',
    ellipses: 'многоточия',
    emoji: 'эмодзи',
    exclamationMarks: 'восклицательные знаки',
    firstPersonShare: 'доля «я» и «мы»',
    interjectionShare: 'доля междометий',
    lineBreaks: 'переводы строк',
    meanWordLength: 'средняя длина слова',
    mentions: 'упоминания через @',
    mixedAlphabetWords: 'слова из разных алфавитов',
    nounShare: 'доля существительных',
    obfuscatedWords: 'замаскированные слова',
    pronounShare: 'доля местоимений',
    punctuationRuns: 'знаки подряд',
    punctuationShare: 'доля знаков препинания',
    questionMarks: 'вопросительные знаки',
    quotationMarks: 'кавычки',
    repeatedLetters: 'растянутые буквы',
    secondPersonShare: 'доля «ты» и «вы»',
    sentences: 'число предложений',
    shoutedWordShare: 'доля слов заглавными',
    uniqueWordShare: 'доля разных слов',
    urls: 'ссылки',
    verbShare: 'доля глаголов',
    words: 'длина в словах',
  },
};

/** The name of a surface feature, in the language on screen; one of a later version keeps the name in its file. */
export function surfaceName(name: string): string {
  const known = names[language()];
  return isKnown(name, known) ? known[name] : name;
}

function isKnown(name: string, known: Record<SurfaceName, string>): name is SurfaceName {
  return Object.hasOwn(known, name);
}
