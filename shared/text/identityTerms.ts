/*
 * Neutral names of groups of people, so that one can see how often a comment that merely names a group is labelled
 * toxic. No slurs. Some words have other uses as well ("black", "old"): what is counted is the word, as the interface
 * explains.
 */

/** A stem and the endings it is written with; `-` is no ending. */
type Forms = readonly [stem: string, endings: string];

interface GroupTerms {
  /** English words in all their forms, lower case. */
  readonly en: string;
  readonly ru: readonly Forms[];
}

/** As in араб. */
const NOUN = '- а у ом е ы ов ам ами ах';
/** As in мусульманин, which is мусульмане in the plural. */
const DWELLER = 'ин ина ину ином ине е - ам ами ах';
/** As in мусульманка. */
const FEMALE = 'ка ки ке ку кой кою ок кам ками ках';
/** As in еврейка, whose genitive plural has a vowel of its own. */
const FEMALE_BUT_GENITIVE = 'ка ки ке ку кой кою кам ками ках';
/** As in белый. */
const ADJECTIVE = 'ый ого ому ым ом ая ой ую ое ые ых ыми';
/** As in русский. */
const ADJECTIVE_IY = 'ий ого ому им ом ая ой ую ое ие их ими';
/** As in китаец. */
const ETS_AFTER_VOWEL = 'ец йца йцу йцем йце йцы йцев йцам йцами йцах';
/** As in украинец. */
const ETS = 'ец ца цу цем це цы цев цам цами цах';

/** Groups in the order they are shown where nothing else orders them. */
export const IDENTITY_TERMS = {
  women: {
    en: 'woman women female females girl girls',
    ru: [
      ['женщин', 'а ы е у ой ою - ам ами ах'],
      ['девушк', 'а и е у ой ою ам ами ах'],
      ['девушек', '-'],
    ],
  },
  men: {
    en: 'man men male males boy boys',
    ru: [
      ['мужчин', 'а ы е у ой ою - ам ами ах'],
      ['парн', 'и я ю ем е ей ям ями ях'],
      ['парень', '-'],
    ],
  },
  gay: {
    en: 'gay gays homosexual homosexuals homosexuality',
    ru: [
      ['ге', 'й я ю ем е и ев ям ями ях'],
      ['гомосексуал', '- а у ом е ы ов ам ами ах'],
      ['гомосексуалист', NOUN],
      ['гомосексуальн', ADJECTIVE],
    ],
  },
  lesbian: {
    en: 'lesbian lesbians',
    ru: [
      ['лесбиян', FEMALE],
      ['лесбийск', ADJECTIVE_IY],
    ],
  },
  bisexual: { en: 'bisexual bisexuals', ru: [['бисексуал', '- а у ом е ы ов ам ами ах ка ки ку кой']] },
  trans: {
    en: 'trans transgender transgendered transsexual transsexuals nonbinary',
    ru: [
      ['трансгендер', NOUN],
      ['трансгендерн', ADJECTIVE],
      ['транссексуал', NOUN],
    ],
  },
  lgbt: { en: 'lgbt lgbtq lgbtqia queer', ru: [['лгбт', '-']] },
  straight: {
    en: 'heterosexual heterosexuals straight',
    ru: [
      ['гетеросексуал', NOUN],
      ['гетеросексуальн', ADJECTIVE],
    ],
  },
  muslims: {
    en: 'muslim muslims moslem moslems islam islamic',
    ru: [
      ['мусульман', DWELLER],
      ['мусульман', FEMALE],
      ['мусульманск', ADJECTIVE_IY],
      ['ислам', '- а у ом е'],
      ['исламск', ADJECTIVE_IY],
    ],
  },
  jews: {
    en: 'jew jews jewish judaism',
    ru: [
      ['евре', 'й я ю ем е и ев ям ями ях'],
      ['еврей', FEMALE_BUT_GENITIVE],
      ['евреек', '-'],
      ['еврейск', ADJECTIVE_IY],
      ['иуде', 'й я ю ем е и ев ям ями ях'],
      ['иудаизм', '- а у ом е'],
    ],
  },
  christians: {
    en: 'christian christians christianity catholic catholics protestant protestants orthodox',
    ru: [
      ['христиан', DWELLER],
      ['христиан', FEMALE],
      ['христианск', ADJECTIVE_IY],
      ['христианств', 'о а у ом е'],
      ['католик', '- а у ом е и ов ам ами ах'],
      ['протестант', NOUN],
      ['православн', ADJECTIVE],
    ],
  },
  hindus: { en: 'hindu hindus hinduism', ru: [['индуист', NOUN]] },
  buddhists: { en: 'buddhist buddhists buddhism', ru: [['буддист', NOUN]] },
  atheists: { en: 'atheist atheists atheism', ru: [['атеист', NOUN]] },
  black: {
    en: 'black blacks african africans',
    ru: [
      ['чернокож', 'ий его ему им ем ая ей ую ее ие их ими'],
      ['темнокож', 'ий его ему им ем ая ей ую ее ие их ими'],
      ['африкан', ETS],
      ['афроамерикан', ETS],
    ],
  },
  white: { en: 'white whites caucasian caucasians', ru: [['бел', ADJECTIVE]] },
  asian: {
    en: 'asian asians',
    ru: [
      ['азиат', NOUN],
      ['азиат', FEMALE],
      ['азиатск', ADJECTIVE_IY],
    ],
  },
  latino: {
    en: 'latino latinos latina latinas latinx hispanic hispanics mexican mexicans',
    ru: [
      ['латиноамерикан', ETS],
      ['мексикан', ETS],
    ],
  },
  arabs: {
    en: 'arab arabs arabic arabian',
    ru: [
      ['араб', NOUN],
      ['араб', FEMALE_BUT_GENITIVE],
      ['арабск', ADJECTIVE_IY],
    ],
  },
  roma: {
    en: 'roma romani',
    ru: [
      ['цыган', '- а у ом е е ам ами ах ка ки ку кой ок'],
      ['цыганск', ADJECTIVE_IY],
    ],
  },
  caucasusPeoples: {
    en: 'chechen chechens armenian armenians georgian georgians azerbaijani azerbaijanis',
    ru: [
      ['кавказ', ETS],
      ['кавказск', ADJECTIVE_IY],
      ['чечен', ETS],
      ['армян', DWELLER],
      ['армян', FEMALE],
      ['грузин', NOUN],
      ['грузин', FEMALE],
      ['азербайджан', ETS],
    ],
  },
  centralAsians: {
    en: 'tajik tajiks uzbek uzbeks kyrgyz kazakh kazakhs',
    ru: [
      ['таджик', '- а у ом е и ов ам ами ах'],
      ['узбек', '- а у ом е и ов ам ами ах'],
      ['киргиз', NOUN],
      ['казах', '- а у ом е и ов ам ами ах'],
    ],
  },
  chinese: {
    en: 'chinese',
    ru: [
      ['кита', ETS_AFTER_VOWEL],
      ['китаян', FEMALE],
      ['китайск', ADJECTIVE_IY],
    ],
  },
  indians: {
    en: 'indian indians',
    ru: [
      ['инди', ETS_AFTER_VOWEL],
      ['индийск', ADJECTIVE_IY],
    ],
  },
  russians: {
    en: 'russian russians',
    ru: [
      ['русск', ADJECTIVE_IY],
      ['россиян', DWELLER],
      ['россиян', FEMALE],
      ['российск', ADJECTIVE_IY],
    ],
  },
  ukrainians: {
    en: 'ukrainian ukrainians',
    ru: [
      ['украин', ETS],
      ['украин', FEMALE],
      ['украинск', ADJECTIVE_IY],
    ],
  },
  belarusians: {
    en: 'belarusian belarusians',
    ru: [
      ['белорус', NOUN],
      ['белорус', FEMALE],
      ['белорусск', ADJECTIVE_IY],
    ],
  },
  americans: {
    en: 'american americans',
    ru: [
      ['американ', ETS],
      ['американ', FEMALE],
      ['американск', ADJECTIVE_IY],
    ],
  },
  europeans: {
    en: 'european europeans german germans french polish british',
    ru: [
      ['европе', ETS_AFTER_VOWEL],
      ['европейск', ADJECTIVE_IY],
      ['нем', ETS],
      ['немецк', ADJECTIVE_IY],
      ['француз', NOUN],
      ['поляк', '- а у ом е и ов ам ами ах'],
    ],
  },
  immigrants: {
    en: 'immigrant immigrants migrant migrants refugee refugees foreigner foreigners',
    ru: [
      ['иммигрант', NOUN],
      ['мигрант', NOUN],
      ['мигрант', FEMALE],
      ['бежен', ETS],
      ['иностран', ETS],
      ['приезж', 'ий его ему им ем ая ей ую ее ие их ими'],
    ],
  },
  disabled: {
    en: 'disabled disability disabilities handicapped wheelchair blind deaf autistic autism',
    ru: [
      ['инвалид', NOUN],
      ['инвалидност', 'ь и ью'],
      ['слеп', ADJECTIVE],
      ['глух', 'ой ого ому им ом ая ую ое ие их ими'],
      ['аутист', NOUN],
    ],
  },
  old: {
    en: 'old older elderly elder elders senior seniors pensioner pensioners',
    ru: [
      ['стар', ADJECTIVE],
      ['пожил', 'ой ого ому ым ом ая ую ое ые ых ыми'],
      ['пенсионер', NOUN],
      ['пенсионер', FEMALE],
      ['старик', '- а у ом е и ов ам ами ах'],
      ['старушк', 'а и е у ой ам ами ах'],
    ],
  },
  young: {
    en: 'young younger youth teenager teenagers teenage teen teens',
    ru: [
      ['молод', 'ой ого ому ым ом ая ую ое ые ых ыми'],
      ['молодёж', 'ь и ью'],
      ['молодеж', 'ь и ью'],
      ['подрост', 'ок ка ку ком ке ки ков кам ками ках'],
    ],
  },
  poor: {
    en: 'poor homeless',
    ru: [
      ['бедн', ADJECTIVE],
      ['бездомн', ADJECTIVE],
    ],
  },
} as const satisfies Readonly<Record<string, GroupTerms>>;

export type IdentityGroup = keyof typeof IDENTITY_TERMS;

/** The keys of IDENTITY_TERMS, in its order. */
export const IDENTITY_GROUPS = Object.keys(IDENTITY_TERMS) as readonly IdentityGroup[];

/** Every word of `group`, lower case, each once: English ones first. */
export function identityWords(group: IdentityGroup): readonly string[] {
  const { en, ru }: GroupTerms = IDENTITY_TERMS[group];
  const russian = ru.flatMap(([stem, endings]) =>
    endings.split(' ').map((ending) => stem + (ending === '-' ? '' : ending)),
  );
  return [...new Set([...en.split(' '), ...russian])];
}
