import type { LengthMeasure } from '#shared/eda/lengths/measures';
import type { PersonalDataKind } from '#shared/eda/personalData/kinds';
import type { ClassKey } from '#shared/eda/section/classes';
import type { EdaSection } from '#shared/eda/sections';
import type { StyleMark } from '#shared/eda/style/marks';
import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { IdentityGroup } from '#shared/text/identityTerms';
import type { TextLanguage } from '#shared/text/language/language';
import type { WordClass } from '#shared/text/tagging/wordClasses';
import type { explore as shape } from '../en/explore';

const { count, number, percent, signed } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
/** After «в», «у», «из». */
const IN_COMMENTS = { one: 'комментарии', other: 'комментариях' };
const OF_COMMENTS = { one: 'комментария', other: 'комментариев' };
const TIMES = { one: 'раз', few: 'раза', many: 'раз', other: 'раза' };
const CHARACTERS = { one: 'знак', few: 'знака', many: 'знаков', other: 'знака' };

/** A share with a decimal where it is small. */
const share = (value: number) => percent(value, value < 0.1 ? 1 : 0);

const measures: Record<LengthMeasure, string> = {
  characters: 'знаки',
  words: 'слова',
  sentences: 'предложения',
  punctuation: 'знаки препинания',
};

const measured: Record<LengthMeasure, { one: string; few: string; many: string; other: string }> = {
  characters: CHARACTERS,
  words: { one: 'слово', few: 'слова', many: 'слов', other: 'слова' },
  sentences: { one: 'предложение', few: 'предложения', many: 'предложений', other: 'предложения' },
  punctuation: {
    one: 'знак препинания',
    few: 'знака препинания',
    many: 'знаков препинания',
    other: 'знака препинания',
  },
};

const howMany: Record<LengthMeasure, string> = {
  characters: 'знаков',
  words: 'слов',
  sentences: 'предложений',
  punctuation: 'знаков препинания',
};

const marks: Record<StyleMark, string> = {
  capitals: 'почти всё заглавными',
  exclamations: 'восклицательные знаки',
  questions: 'вопросительные знаки',
  repeatedLetters: 'растянутые буквы',
  emoji: 'эмодзи',
  urls: 'ссылки',
  obfuscated: 'замаскированные слова',
  mixedAlphabets: 'смешанные алфавиты',
};

/** Follows «Среди них больше тех, ...». */
const marksDone: Record<StyleMark, string> = {
  capitals: 'что написаны почти целиком заглавными',
  exclamations: 'где есть восклицательные знаки',
  questions: 'где есть вопросительные знаки',
  repeatedLetters: 'где растягивают буквы',
  emoji: 'где есть эмодзи',
  urls: 'где есть ссылки',
  obfuscated: 'где маскируют слова',
  mixedAlphabets: 'где смешаны алфавиты',
};

const wordClasses: Record<WordClass, string> = {
  noun: 'существительные',
  properNoun: 'имена и названия',
  verb: 'глаголы',
  adjective: 'прилагательные',
  adverb: 'наречия',
  pronoun: 'местоимения',
  determiner: 'артикли и указательные',
  prepositionOrConjunction: 'предлоги и союзы',
  interjection: 'междометия',
  number: 'числа',
  punctuation: 'знаки препинания',
  other: 'остальное',
};

/** After «больше» and «меньше». */
const wordClassesOf: Record<WordClass, string> = {
  noun: 'существительных',
  properNoun: 'имён и названий',
  verb: 'глаголов',
  adjective: 'прилагательных',
  adverb: 'наречий',
  pronoun: 'местоимений',
  determiner: 'артиклей и указательных слов',
  prepositionOrConjunction: 'предлогов и союзов',
  interjection: 'междометий',
  number: 'чисел',
  punctuation: 'знаков препинания',
  other: 'прочих слов',
};

const groups: Record<IdentityGroup, string> = {
  women: 'женщины',
  men: 'мужчины',
  gay: 'геи',
  lesbian: 'лесбиянки',
  bisexual: 'бисексуалы',
  trans: 'трансгендерные люди',
  lgbt: 'ЛГБТ',
  straight: 'гетеросексуалы',
  muslims: 'мусульмане',
  jews: 'евреи',
  christians: 'христиане',
  hindus: 'индуисты',
  buddhists: 'буддисты',
  atheists: 'атеисты',
  black: 'чернокожие',
  white: 'белые',
  asian: 'азиаты',
  latino: 'латиноамериканцы',
  arabs: 'арабы',
  roma: 'цыгане',
  caucasusPeoples: 'народы Кавказа',
  centralAsians: 'народы Средней Азии',
  chinese: 'китайцы',
  indians: 'индийцы',
  russians: 'русские',
  ukrainians: 'украинцы',
  belarusians: 'белорусы',
  americans: 'американцы',
  europeans: 'европейцы',
  immigrants: 'мигранты',
  disabled: 'люди с инвалидностью',
  old: 'пожилые',
  young: 'молодые',
  poor: 'бедные',
};

const personal: Record<PersonalDataKind, string> = {
  email: 'адреса почты',
  phone: 'номера телефонов',
  url: 'ссылки',
  ip: 'IP-адреса',
  handle: 'имена через @',
};

const languages: Record<TextLanguage, string> = {
  en: 'английский',
  ru: 'русский',
  other: 'другие языки',
  unknown: 'слишком коротко',
};

const classes: Record<ClassKey, string> = { '0': 'обычные', '1': 'токсичные', unlabelled: 'без пометки' };
const labelled: Record<ClassKey, string> = { '0': 'обычный', '1': 'токсичный', unlabelled: 'без пометки' };

const sections: Record<EdaSection | 'scatter' | 'concordance', string> = {
  overview: 'Обзор',
  lengths: 'Длина',
  style: 'Манера письма',
  identity: 'Группы людей',
  personalData: 'Личные данные',
  terms: 'Слова',
  distinction: 'Отличительные слова',
  scatter: 'Слова по классам',
  concordance: 'Слово в контексте',
  collocations: 'Устойчивые пары слов',
  duplicates: 'Повторы',
  partsOfSpeech: 'Части речи',
  labelErrors: 'Сомнительные пометки',
};

export const explore: typeof shape = {
  title: 'Чем отличаются токсичные комментарии',
  titlePlain: 'Какие это комментарии?',
  intro:
    'Длина, слова, манера и ошибки набора данных, по классам. Нажмите на что угодно на графике — и прочтёте соответствующие комментарии.',
  dataset: 'Набор данных',
  summary: (name, rows, duplicates, language) =>
    [
      name,
      count(rows, COMMENTS),
      duplicates === null ? null : `${percent(duplicates, duplicates < 0.1 ? 1 : 0)} повторов`,
      language,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  languageSummary: (language, part) => (part > 0.95 ? languages[language] : `${languages[language]}: ${percent(part)}`),
  empty: {
    title: 'Изучать пока нечего',
    text: 'Откройте файл с комментариями, и вы увидите, чем отличаются токсичные: какой они длины, какие слова их выдают, как они написаны и где пометки могут быть неверны.',
    action: 'Открыть файл',
  },
  missing: 'Этого набора данных на устройстве больше нет.',
  allRemoved: 'Все комментарии этого набора удалены. Верните какие-нибудь в разделе «Данные».',
  classes,
  labels: labelled,
  chip: (key, rows) => `${classes[key]} ${number(rows)}`,
  chipHelp: (key) => `Прочитать комментарии: ${classes[key]}`,
  shortest: {
    few: (toxic, other) =>
      `В одном из классов всего ${count(Math.min(toxic, other), COMMENTS)}: разницу не отличить от случайности.`,
    oneClass: (key) => `Все размеченные комментарии здесь ${classes[key]}, сравнить не с чем.`,
    unlabelled: 'У этих комментариев нет пометок. Они показаны вместе; там, где классы сравнивают, об этом сказано.',
    allEmpty: 'Ни в одном из этих комментариев нет текста.',
    working: 'Комментарии читаются…',
  },
  finding: {
    lengthClear: (shorter, toxic, other) => ({
      lead: 'Токсичные комментарии ',
      strong: shorter ? 'короче' : 'длиннее',
      rest: ` (медиана — ${count(toxic, CHARACTERS)} против ${number(other)}).`,
    }),
    lengthSmall: (shorter, toxic, other) => ({
      lead: 'Токсичные комментарии ',
      strong: shorter ? 'немного короче' : 'немного длиннее',
      rest: ` (медиана — ${count(toxic, CHARACTERS)} против ${number(other)}): разница мала, но не случайна.`,
    }),
    lengthSame: (toxic, other) => ({
      lead: 'Токсичные комментарии ',
      strong: 'примерно такой же длины',
      rest: ` (медиана — ${count(toxic, CHARACTERS)} против ${number(other)}): слишком близко, чтобы судить.`,
    }),
    style: (mark, more, toxic, other) => ({
      lead: more ? 'Среди них больше тех, ' : 'Среди них меньше тех, ',
      strong: marksDone[mark],
      rest: ` (${share(toxic)} против ${share(other)}).`,
    }),
    wordClass: (wordClass, points) => ({
      lead: points > 0 ? 'В них больше ' : 'В них меньше ',
      strong: wordClassesOf[wordClass],
      rest: ` (${signed(points * 100, 1)} п. п. от всех слов).`,
    }),
    terms: 'Сильнее всего их выдают слова:',
    termsNone: 'Нет слов, которые встречались бы в них чаще неслучайно.',
    and: 'и',
  },
  contents: 'Разделы этой страницы',
  settings: {
    title: 'Как читаются слова',
    stopWords: 'Служебные слова',
    stopWordsOptions: {
      none: 'считать, как все',
      auto: 'пропускать (английские и русские)',
      en: 'пропускать (английские)',
      ru: 'пропускать (русские)',
    },
    leaveOut: 'Пропускать также',
    left: {
      negations: 'отрицания: не, никогда',
      pronouns: 'местоимения: ты, твой',
      noise: 'ссылки, обрывки сокращений («don» и «t» из «don’t»), RT, сущности HTML',
    },
    tokens: 'Формы слов',
    tokensOptions: { plain: 'как написаны', stem: 'основы', lemma: 'словарные формы' },
    language: 'Язык форм слов',
    languageOptions: { auto: 'английский; основы и русские', en: 'английский', ru: 'русский' },
    minCount: 'Не показывать слова реже чем',
  },
  busy: {
    section: (name) => `Считается: ${name}`,
    waiting: 'Ждёт своей очереди',
    stopped: 'Расчёт остановлен.',
    again: 'Посчитать',
  },
  failed: 'Это посчитать не удалось',
  failedSafe: 'Комментарии и остальное на странице не пострадали.',
  needsClasses:
    'Здесь токсичные сравнивают с обычными, и нужны те и другие. Сначала разметьте несколько комментариев в разделе «Данные».',
  nothing: 'Показать нечего.',
  table: 'Таблица',
  save: 'Сохранить',
  saveAs: { png: 'Картинка (PNG)', svg: 'Векторный рисунок (SVG)', csv: 'Таблица (CSV)' },
  saveFailed: 'Не удалось создать файл',
  saveReport: 'Сохранить отчёт',
  sectionFile: (dataset, section) => `${dataset} – ${section}`,
  reportFile: (dataset) => `${dataset} отчёт`,
  report: {
    made: (date) => `Сделано в Moderato, ${date}. Данные не покидали устройства.`,
    settings: (words) => `Как читались слова: ${words}.`,
    quotes: 'Комментарии в нём не приведены; отдельные слова и сочетания слов — да.',
    left: (shown, all) => `Первые ${number(shown)} строк из ${number(all)}.`,
    absent: 'Не посчитано.',
  },
  sections,
  notes: {
    overview: 'что есть в наборе данных',
    lengths: (measure) => `${howMany[measure]} в комментарии`,
    style: 'доля комментариев, написанных так',
    identity: 'доля токсичных среди комментариев, где названа группа',
    terms: 'самые частые в каждом классе',
    distinction: 'насколько верно слово выдаёт класс',
    scatter: 'каждая точка — слово; нажмите, чтобы прочитать комментарии с ним',
    concordance: 'все вхождения, строка под строкой',
    collocations: 'встречаются рядом чаще, чем случайно',
    partsOfSpeech: 'доля среди всех слов',
    labelErrors: 'пометки, которые модель, не видевшая их, считает маловероятными',
    personalData: 'стоит взглянуть, прежде чем делиться файлом',
    duplicates: 'тот же текст или почти тот же',
  },
  overview: {
    rows: 'комментариев',
    unique: 'разных текстов',
    empty: 'пустых',
    missing: 'с заглушкой вместо текста',
    read: 'Прочитать',
    missingHelp: 'NA, null, None и подобное',
    duplicates: 'повторов',
    duplicatesHelp: 'то же, что в одном из прежних, с точностью до регистра, пробелов и знаков препинания',
    conflicts: 'текстов с обеими пометками',
    balance: 'Классы',
    balanceLabel: 'Комментариев в каждом классе',
    part: (key, rows, part) => `${classes[key]} ${number(rows)} (${share(part)})`,
    languages: 'Языки',
    languageLabel: 'Доля комментариев на каждом языке',
    fact: 'Показатель',
    value: 'Комментариев',
  },
  languages,
  classHead: 'Класс',
  measures,
  lengths: {
    measure: 'Мера',
    axis: 'Ось',
    axes: { log: 'логарифмическая', linear: 'линейная' },
    layout: 'Классы',
    layouts: { overlay: 'с наложением', side: 'рядом' },
    as: 'Значения',
    values: { shares: 'доли', counts: 'числа' },
    xTitle: (measure, log) => `${measures[measure]}${log ? ', логарифмическая ось' : ''}`,
    yTitle: { shares: 'доля класса', counts: 'комментарии' },
    chartLabel: (measure) => `Сколько ${howMany[measure]} в комментариях, по классам`,
    bin: (measure, first, last, open) =>
      open
        ? `${number(first)} и больше: ${measures[measure]}`
        : first === last
          ? count(first, measured[measure])
          : `${number(first)}–${count(last, measured[measure])}`,
    statistics: 'Показатель',
    mean: 'среднее',
    median: 'медиана',
    min: 'наименьшее',
    max: 'наибольшее',
    quantile: (at) => `у ${percent(Number(at))} не больше`,
    from: 'От',
    to: 'До',
    help: 'Нажмите на столбик, чтобы прочитать комментарии; проведите по нескольким.',
    quantiles: 'Длина в числах',
    bins: 'Комментарии по длине',
  },
  wordClasses,
  partsOfSpeech: {
    ask: 'Разобрать части речи',
    askText:
      'Находит в русских и английских комментариях существительные, глаголы и остальные части речи. Это небыстро: около минуты на 100 000 комментариев. Для русского нужен словарь на 11 МБ: он загружается один раз и потом работает без сети.',
    absent: (fewest) =>
      `Части речи разбираются в русских и английских комментариях, и для доли нужно ${number(fewest)} слов одного класса. Здесь их меньше.`,
    tagged: (language, words, rows) =>
      `${languages[language]}: ${count(words, { one: 'слово', few: 'слова', many: 'слов', other: 'слова' })} в ${count(rows, IN_COMMENTS)}`,
    tooFew: 'для долей слишком мало',
    noRows: (language) => `${languages[language]}: нет`,
    otherRows: (rows) => `на других языках или слишком короткие: ${count(rows, COMMENTS)}, не учтены`,
    help: 'С 95%-ми интервалами. Русские слова разбираются по одному, по словарю, имена — по заглавной букве.',
    chartLabel: (language) => `Доля каждой части речи среди слов класса: ${languages[language]}`,
    caption: (language) => `Части речи: ${languages[language]}`,
    xTitle: 'доля слов',
    difference: (points) => `${signed(points * 100, 1)} п. п.`,
    effect: 'Эффект (d Коэна)',
    effectTip: (effect) =>
      `${Math.abs(effect) < 0.2 ? 'очень малая' : Math.abs(effect) < 0.5 ? 'малая' : Math.abs(effect) < 0.8 ? 'средняя' : 'большая'} разница (d ${signed(effect, 2)})`,
    wordClass: 'Часть речи',
  },
  marks,
  style: {
    chartLabel: 'Доля комментариев с каждой привычкой письма, по классам',
    xTitle: 'доля комментариев',
    mark: 'Привычка',
    tip: (key, hits, of, value, low, high) =>
      `${classes[key]}: ${share(value)} (${share(low)}–${share(high)}), ${number(hits)} из ${number(of)}`,
    share: (name) => `Доля, ${name}`,
    low: (name) => `Нижняя граница, ${name}`,
    high: (name) => `Верхняя граница, ${name}`,
    difference: 'Разница',
  },
  groups,
  identity: {
    chartLabel: 'Доля токсичных среди комментариев, где названа группа',
    xTitle: 'доля токсичных, 95%-й интервал',
    base: (value) => `все комментарии: ${share(value)}`,
    none: 'Ни одна группа из списка в комментариях не названа.',
    group: 'Группа',
    words: 'Найденные слова',
    comments: (n) => count(n, COMMENTS),
    tip: (hits, of, value, low, high) =>
      `токсичны ${number(hits)} из ${count(of, OF_COMMENTS)}: ${share(value)} (${share(low)}–${share(high)})`,
    above: 'токсичны чаще остальных, и это не случайность',
    below: 'токсичны реже остальных, и это не случайность',
    same: 'на стольких комментариях отличия от остальных не видно',
    help: 'Если группа далеко правее линии, на неё, возможно, часто нападают, а возможно, токсичным сочли само её имя. Модель выучит и то и другое.',
    helpWords: 'Считаются слова, а не значения: «белый» может быть и снегом.',
    more: (n) => `и ещё ${count(n, { one: 'группа', few: 'группы', many: 'групп', other: 'группы' })} в таблице`,
  },
  terms: {
    length: 'Длина',
    lengths: { '1': 'слова', '2': 'пары', '3': 'тройки' },
    by: 'Считать',
    bys: { count: 'вхождения', documents: 'комментарии' },
    view: 'Вид',
    views: { bars: 'столбики', cloud: 'облако' },
    barsLabel: (key) => `Самые частые: ${classes[key]}`,
    cloudLabel: (key) => `Облако слов: ${classes[key]}`,
    totals: (terms, occurrences) => `разных — ${number(terms)}, всего — ${number(occurrences)}`,
    term: 'Слово или сочетание',
    count: (name) => `Вхождения, ${name}`,
    documents: (name) => `Комментарии, ${name}`,
    tip: (times, documents) => `${count(times, TIMES)} в ${count(documents, IN_COMMENTS)}`,
    tipShare: (part) => `${share(part)} класса`,
    omitted: (words) =>
      words === 0 ? 'Поместились все слова.' : `Не поместились ${number(words)} из них; в таблице есть все.`,
    cloudOf: (words) => `Самые частые (${number(words)}): чем чаще, тем крупнее.`,
    layingOut: 'Слова раскладываются…',
    none: 'Достаточно частых слов нет. Уменьшите порог.',
    caption: (n) => (n === '1' ? 'Слова' : n === '2' ? 'Пары слов' : 'Тройки слов'),
    sortBy: (head) => `Упорядочить: ${head}`,
  },
  distinction: {
    length: 'Длина',
    lengths: { all: 'все', '1': 'слова', '2': 'пары', '3': 'тройки' },
    chartLabel: 'Слова, которые вернее всего выдают каждый класс',
    z: (z) => `z ${signed(z, 1)}`,
    tip: (toxic, other) => `в токсичных ${count(toxic, TIMES)}, в обычных ${count(other, TIMES)}`,
    odds: (logOdds) => {
      const times = Math.exp(Math.abs(logOdds));
      return `шансы в ${logOdds > 0 ? 'токсичных' : 'обычных'} выше в ${number(times, times < 10 ? 1 : 0)} раза`;
    },
    none: 'Нет слов, которые встречались бы в одном из классов чаще неслучайно.',
    help: 'z — логарифм отношения шансов, делённый на свою ошибку (Monroe et al. 2008): дальше ±2 вряд ли случайность, дальше ±4 — точно нет.',
    columns: {
      term: 'Слово или сочетание',
      n: 'Слов',
      toxic: 'Вхождения, токсичные',
      other: 'Вхождения, обычные',
      toxicComments: 'Комментарии, токсичные',
      otherComments: 'Комментарии, обычные',
      logOdds: 'Логарифм шансов',
      z: 'z',
      chiSquared: 'Хи-квадрат',
    },
  },
  scatter: {
    chartLabel: 'Как часто слово встречается в токсичных и в обычных комментариях',
    xTitle: 'на миллион слов обычных комментариев →',
    yTitle: 'на миллион слов токсичных комментариев →',
    never: 'никогда',
    tip: (toxic, other) => `в токсичных ${count(toxic, TIMES)}, в обычных ${number(other)}`,
  },
  concordance: {
    word: 'Слово или слова',
    placeholder: 'слово или несколько подряд',
    find: 'Найти',
    sort: 'Порядок',
    sorts: { row: 'по строкам', left: 'по тому, что перед ним', right: 'по тому, что после' },
    intro: 'Впишите слово, чтобы увидеть все места, где оно встречается.',
    none: (term) =>
      `«${isolated(term)}» не встречается. Сравниваются слова от двух букв, как они написаны, без разницы в заглавных.`,
    found: (shown, comments) =>
      `${count(shown, { one: 'место', few: 'места', many: 'мест', other: 'места' })} в ${count(comments, IN_COMMENTS)}`,
    foundSome: (shown, read, comments) =>
      `${count(shown, { one: 'место', few: 'места', many: 'мест', other: 'места' })} в первых ${number(read)} из ${count(comments, OF_COMMENTS)}`,
    searching: 'Идёт поиск…',
    failed: 'Поиск не удался',
    before: 'До',
    match: 'Слово',
    after: 'После',
    row: 'Строка',
    caption: (term) => `«${isolated(term)}» в контексте`,
  },
  collocations: {
    chartLabel: (key) => `Устойчивые пары слов: ${classes[key]}`,
    likelihood: 'Логарифм правдоподобия',
    pmi: 'PMI, биты',
    count: 'Вхождения',
    tip: (times, pmi) => `${count(times, TIMES)}; чаще случайного в ${number(2 ** pmi, pmi < 3 ? 1 : 0)} раза`,
    none: 'Нет пар, которые встречались бы чаще, чем случайно.',
    pair: 'Пара',
  },
  labelErrors: {
    ask: 'Поискать сомнительные пометки',
    askText:
      'Обучит пять моделей, каждую на четырёх пятых комментариев, и проверит каждую на пятой части, которой она не видела. Это небыстро: около минуты на 100 000 комментариев.',
    oneClass: 'Сомнительные пометки находят, сравнивая классы, а здесь только один.',
    tooFew: 'Комментариев слишком мало, чтобы отличить сомнительную пометку от верной.',
    estimate: (errors, rows) =>
      `Похоже, что неверны около ${count(errors, { one: 'пометки', other: 'пометок' })} из ${number(rows)} (${share(rows === 0 ? 0 : errors / rows)}). Сначала самые вероятные:`,
    none: 'Ни одна пометка не кажется неверной.',
    given: 'Размечен как',
    suggested: 'скорее',
    surely: (confidence) => `вероятность этой пометки по модели: ${share(confidence)}`,
    change: (key) => `Сделать: ${labelled[key]}`,
    keep: 'Оставить',
    changed: (key) => `теперь ${labelled[key]}`,
    kept: 'оставлена',
    undo: 'Отменить',
    more: (n) => `Показать ещё ${number(n)}`,
    progress: (reviewed, all) => `просмотрено ${number(reviewed)} из ${number(all)}`,
    failed: 'Изменить пометку не удалось',
    row: 'Строка',
    confidence: 'Вероятность пометки',
    caption: 'Сомнительные пометки',
    edited: 'С тех пор как это посчитано, пометки изменились.',
    again: 'Посчитать заново',
  },
  personal,
  personalData: {
    chartLabel: 'Комментарии с личными данными, по видам',
    none: 'Не найдено ни адресов почты, ни телефонов, ни ссылок, ни IP-адресов, ни имён через @.',
    tip: (rows, occurrences) => `${number(occurrences)} в ${count(rows, IN_COMMENTS)}`,
    kind: 'Вид',
    rows: 'Комментарии',
    occurrences: 'Вхождения',
    help: 'Найдены по виду; что-то могло ускользнуть.',
  },
  duplicates: {
    none: 'Ни один комментарий не повторяется.',
    identical: 'полные совпадения',
    exact: 'то же с точностью до регистра, пробелов и знаков препинания',
    near: 'почти то же',
    conflicting: 'с обеими пометками',
    groups: (n) => count(n, { one: 'группа', few: 'группы', many: 'групп', other: 'группы' }),
    spare: (n) => `можно убрать ${count(n, COMMENTS)}`,
    conflictingRows: (n) => count(n, COMMENTS),
    open: 'Навести порядок в «Данных»',
    kind: 'Вид',
    groupsHead: 'Групп',
    rowsHead: 'Комментариев можно убрать',
    largest: 'Самые большие группы',
    groupName: (rows) => count(rows, COMMENTS),
    conflict: 'обе пометки',
    help: 'Из-за повторов модель кажется лучше, чем она есть: её проверяют на тех же текстах, на которых учили. А противоречивые пометки ничему её не учат.',
  },
  drillDown: {
    title: 'Найденные комментарии',
    count: (n) => count(n, COMMENTS),
    first: (shown, all) => `Первые ${number(shown)} из ${count(all, OF_COMMENTS)}`,
    none: 'Таких комментариев нет.',
    open: 'Открыть в «Данных»',
    failed: 'Прочитать комментарии не удалось',
    searching: 'Комментарии ищутся…',
    row: (n) => `строка ${number(n)}`,
    empty: 'пустой комментарий',
    what: {
      class: (key) => classes[key],
      length: (measure, from, to) =>
        to === null
          ? `${number(from)} и больше: ${measures[measure]}`
          : to - from === 1
            ? count(from, measured[measure])
            : `${number(from)}–${count(to - 1, measured[measure])}`,
      term: (term) => `«${isolated(term)}»`,
      language: (language) => languages[language],
      empty: 'пустые комментарии',
      missing: 'комментарии с заглушкой вместо текста',
      style: (mark) => marks[mark],
      identity: (group) => (group in groups ? groups[group as IdentityGroup] : group),
      personalData: (kind) => personal[kind],
      wordClass: (wordClass) => wordClasses[wordClass],
      rows: 'повторяющиеся комментарии',
    },
  },
};
