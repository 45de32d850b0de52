import type { IdentityGroup } from '../../../text/identityTerms';

/*
 * Names of people in the forms that templates ask for: names of the groups that Explore looks for too
 * (eda/identityTerms.ts), and a few terms that are never used as insults, for comparison. No slurs.
 */

export type TemplateLanguage = 'en' | 'ru';

/** One name and its forms. */
export interface IdentityForms {
  /** What people are called, in the plural: how the term is shown. */
  readonly term: string;
  /** Null for the terms of comparison, which are never used as insults. */
  readonly group: IdentityGroup | null;
  /** By what a template calls the form, without its capital: see `fillTemplate`. */
  readonly forms: ReadonlyMap<string, string>;
}

type EnglishRow = readonly [group: IdentityGroup | null, withArticle: string, plural: string];

const ENGLISH: readonly EnglishRow[] = [
  ['women', 'a woman', 'women'],
  ['women', 'a girl', 'girls'],
  ['men', 'a man', 'men'],
  ['gay', 'a gay person', 'gay people'],
  ['gay', 'a homosexual', 'homosexuals'],
  ['lesbian', 'a lesbian', 'lesbians'],
  ['bisexual', 'a bisexual person', 'bisexual people'],
  ['trans', 'a transgender person', 'transgender people'],
  ['lgbt', 'an LGBTQ person', 'LGBTQ people'],
  ['lgbt', 'a queer person', 'queer people'],
  ['straight', 'a straight person', 'straight people'],
  ['muslims', 'a Muslim', 'Muslims'],
  ['jews', 'a Jew', 'Jews'],
  ['jews', 'a Jewish person', 'Jewish people'],
  ['christians', 'a Christian', 'Christians'],
  ['christians', 'a Catholic', 'Catholics'],
  ['hindus', 'a Hindu', 'Hindus'],
  ['buddhists', 'a Buddhist', 'Buddhists'],
  ['atheists', 'an atheist', 'atheists'],
  ['black', 'a black person', 'black people'],
  ['black', 'an African', 'Africans'],
  ['white', 'a white person', 'white people'],
  ['asian', 'an Asian', 'Asians'],
  ['latino', 'a Latino', 'Latinos'],
  ['latino', 'a Mexican', 'Mexicans'],
  ['arabs', 'an Arab', 'Arabs'],
  ['roma', 'a Romani person', 'Romani people'],
  ['caucasusPeoples', 'a Chechen', 'Chechens'],
  ['centralAsians', 'an Uzbek', 'Uzbeks'],
  ['chinese', 'a Chinese person', 'Chinese people'],
  ['indians', 'an Indian', 'Indians'],
  ['russians', 'a Russian', 'Russians'],
  ['ukrainians', 'a Ukrainian', 'Ukrainians'],
  ['americans', 'an American', 'Americans'],
  ['europeans', 'a German', 'Germans'],
  ['immigrants', 'an immigrant', 'immigrants'],
  ['immigrants', 'a refugee', 'refugees'],
  ['disabled', 'a disabled person', 'disabled people'],
  ['disabled', 'a blind person', 'blind people'],
  ['disabled', 'a deaf person', 'deaf people'],
  ['disabled', 'an autistic person', 'autistic people'],
  ['old', 'an old person', 'old people'],
  ['young', 'a teenager', 'teenagers'],
  ['poor', 'a poor person', 'poor people'],
  ['poor', 'a homeless person', 'homeless people'],
  [null, 'a tall person', 'tall people'],
  [null, 'a left-handed person', 'left-handed people'],
  [null, 'a quiet person', 'quiet people'],
  [null, 'a cyclist', 'cyclists'],
  [null, 'a tourist', 'tourists'],
];

/** Stem, then the endings of the nominative singular and of the plural: nominative, genitive, dative, instrumental;
 * `-` is no ending. */
type RussianRow = readonly [group: IdentityGroup | null, stem: string, endings: string];

const NOUN = '- ы ов ам ами';
const NOUN_IN_K = '- и ов ам ами';
const DWELLER = 'ин е - ам ами';
const ETS = 'ец цы цев цам цами';
const ETS_AFTER_VOWEL = 'ец йцы йцев йцам йцами';
const FEMALE = 'ка ки ок кам ками';
const AFTER_VOWEL = 'й и ев ям ями';
const ADJECTIVE = 'ый ые ых ым ыми';
const ADJECTIVE_IY = 'ий ие их им ими';
/** As in глухой. */
const ADJECTIVE_OY = 'ой ие их им ими';

const RUSSIAN: readonly RussianRow[] = [
  ['women', 'женщин', 'а ы - ам ами'],
  ['women', 'девуш', 'ка ки ек кам ками'],
  ['men', 'мужчин', 'а ы - ам ами'],
  ['gay', 'ге', AFTER_VOWEL],
  ['gay', 'гомосексуалист', NOUN],
  ['lesbian', 'лесбиян', FEMALE],
  ['bisexual', 'бисексуал', NOUN],
  ['trans', 'трансгендер', NOUN],
  ['lgbt', 'ЛГБТ-активист', NOUN],
  ['straight', 'гетеросексуал', NOUN],
  ['muslims', 'мусульман', DWELLER],
  ['jews', 'евре', AFTER_VOWEL],
  ['christians', 'христиан', DWELLER],
  ['christians', 'католик', NOUN_IN_K],
  ['hindus', 'индуист', NOUN],
  ['buddhists', 'буддист', NOUN],
  ['atheists', 'атеист', NOUN],
  ['black', 'чернокож', ADJECTIVE_IY],
  ['black', 'африкан', ETS],
  ['white', 'бел', ADJECTIVE],
  ['asian', 'азиат', NOUN],
  ['latino', 'латиноамерикан', ETS],
  ['latino', 'мексикан', ETS],
  ['arabs', 'араб', NOUN],
  ['roma', 'цыган', '- е - ам ами'],
  ['caucasusPeoples', 'кавказ', ETS],
  ['caucasusPeoples', 'чечен', ETS],
  ['caucasusPeoples', 'армян', DWELLER],
  ['caucasusPeoples', 'грузин', '- ы - ам ами'],
  ['caucasusPeoples', 'азербайджан', ETS],
  ['centralAsians', 'таджик', NOUN_IN_K],
  ['centralAsians', 'узбек', NOUN_IN_K],
  ['chinese', 'кита', ETS_AFTER_VOWEL],
  ['indians', 'инди', ETS_AFTER_VOWEL],
  ['russians', 'русск', ADJECTIVE_IY],
  ['ukrainians', 'украин', ETS],
  ['belarusians', 'белорус', NOUN],
  ['americans', 'американ', ETS],
  ['europeans', 'нем', ETS],
  ['immigrants', 'мигрант', NOUN],
  ['immigrants', 'бежен', ETS],
  ['disabled', 'инвалид', NOUN],
  ['disabled', 'слеп', ADJECTIVE],
  ['disabled', 'глух', ADJECTIVE_OY],
  ['old', 'пенсионер', NOUN],
  ['old', 'старик', NOUN_IN_K],
  ['young', 'подрост', 'ок ки ков кам ками'],
  ['poor', 'бездомн', ADJECTIVE],
  [null, 'турист', NOUN],
  [null, 'сосед', '- и ей ям ями'],
  [null, 'нович', 'ок ки ков кам ками'],
  [null, 'вегетариан', ETS],
  [null, 'велосипедист', NOUN],
];

const ENGLISH_FORMS = ['person', 'people', 'a person'] as const;
const RUSSIAN_FORMS = ['person', 'people', 'of people', 'to people', 'by people'] as const;

function formsOf(group: IdentityGroup | null, names: readonly string[], words: readonly string[]): IdentityForms {
  return { term: words[1], group, forms: new Map(names.map((name, i) => [name, words[i]])) };
}

function englishForms([group, withArticle, plural]: EnglishRow): IdentityForms {
  return formsOf(group, ENGLISH_FORMS, [withArticle.replace(/^an? /, ''), plural, withArticle]);
}

function russianForms([group, stem, endings]: RussianRow): IdentityForms {
  const words = endings.split(' ').map((ending) => stem + (ending === '-' ? '' : ending));
  return formsOf(group, RUSSIAN_FORMS, words);
}

/** Every name of a language: about fifty. */
export const IDENTITY_FORMS: Readonly<Record<TemplateLanguage, readonly IdentityForms[]>> = {
  en: ENGLISH.map(englishForms),
  ru: RUSSIAN.map(russianForms),
};
