import { formats } from '#shared/messages/format';
import type { predict as shape } from '../en/predict';

const { count, elapsed, number, plural, signed } = formats.ru;

const ENTRIES = { one: 'запись', few: 'записи', many: 'записей', other: 'записи' };
const quoted = (entries: readonly string[]) => entries.map((entry) => `«${entry}»`).join(', ');

export const predict: typeof shape = {
  title: 'Токсичен ли этот комментарий?',
  intro: 'Наберите или вставьте текст. Он не покинет это устройство.',
  model: 'Модель',
  automatic: (name: string | null) =>
    name === null ? 'По языку текста' : `По языку: ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
  modelReady: (milliseconds: number) => `Готова за ${elapsed(milliseconds)}`,
  flagWhen: {
    label: 'Что отмечать',
    likely: 'Вероятно токсичное',
    sure: 'Только несомненное',
    meaning: (precision: number, recall: number) =>
      `Из 100 отмеченных комментариев токсичны ${number(100 * precision, 0)}; из 100 токсичных модель находит ${number(100 * recall, 0)}.`,
  },
  labels: 'Виды токсичности',
  editor: 'Комментарий',
  editorMany: 'Комментарии, по одному в строке',
  placeholder: 'Напишите комментарий…',
  placeholderMany: 'Вставьте комментарии, по одному в строке…',
  onePerLine: 'По комментарию в строке',
  manyLines: (lines: number) =>
    `Здесь ${count(lines, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}.`,
  scoreEach: 'Оценить каждую строку',
  scoreFile: 'Оценить файл…',
  clear: 'Очистить',
  notKept: 'При перезагрузке этот текст не сохранится: браузеру не хватает для него места.',
  examples: {
    label: 'Или попробуйте:',
    texts: ['Спасибо, всё заработало.', 'Какая глупая идея.', 'Тебя здесь никто не ждёт.'],
  },
  speed: (milliseconds: number) => elapsed(milliseconds),
  empty: {
    title: 'Моделей пока нет',
    text: 'Модели, которые идут вместе с Moderato, недоступны. Выйдите один раз в сеть или обучите свою на комментариях, которые разметили люди: понадобится файл и около минуты.',
    action: 'Загрузить комментарии',
    other: 'Уже есть файл .moderato? Импортируйте его.',
  },
  waiting: 'Оценка появится здесь, пока вы пишете.',
  scoring: 'Оценивается…',
  toxicShare: 'токсичности',
  flagged: 'отмечен',
  notFlagged: 'не отмечен',
  fine: 'обычный',
  toxic: 'токсичный',
  threshold: (text: string) => `порог ${text}`,
  margin: 'от порога',
  over: (text: string) => `Не ниже порога (${text}), поэтому комментарий отмечен.`,
  under: (text: string) => `Ниже порога (${text}), поэтому комментарий не отмечен.`,
  chance: (of100: number, bound: 'about' | 'over' | 'under') =>
    `По оценке самой модели, из 100 таких комментариев люди назвали бы токсичными ${{ about: '', over: 'больше ', under: 'меньше ' }[bound]}${number(of100)}.`,
  sure: 'Наивный байес бывает слишком уверен в себе: порядку оценок верьте больше, чем их величине.',
  balanced: 'Модель обучена с выравниванием классов и завышает шанс там, где токсичного мало.',
  marginMeans: 'Такая модель даёт не шанс, а отступ: чем дальше от порога, тем увереннее ответ.',
  unknown: (unknown: number, all: number) =>
    `Модель впервые видит ${number(unknown)} из ${count(all, { one: 'слова', other: 'слов' })}. Отнеситесь к оценке с осторожностью.`,
  short: 'Очень короткий комментарий мало о чём говорит. Отнеситесь к оценке с осторожностью.',
  unsure: {
    title: 'судить нельзя',
    noWords: 'Здесь нет слов, а модель читает только слова.',
    nothing: 'Модель не знает ничего из написанного.',
    language: (learnt: string | null) =>
      `Не похоже на язык, на котором училась модель (${learnt}), а других она не читала.`,
    unknown: (unknown: number, all: number) =>
      all === 1
        ? 'Это слово модель видит впервые.'
        : `Модель впервые видит ${number(unknown)} из ${count(all, { one: 'слова', other: 'слов' })}.`,
    long: (words: number, longest: number) =>
      `Здесь ${count(words, { one: 'слово', few: 'слова', many: 'слов', other: 'слова' })}, а почти во всех комментариях, что читала модель, их не больше ${number(longest)}.`,
    denied:
      'Слово, за которое модель отметила бы комментарий, здесь отрицается, а отличить отрицание от оскорбления она не умеет.',
    alone: (flagged: boolean) =>
      `Пусть лучше посмотрит человек. Сама оценка ${flagged ? '' : 'не '}отметила бы его, но за ней мало что стоит.`,
  },
  misread: {
    group: (names: readonly string[]) =>
      `Отмечен за одно упоминание группы: без слов ${quoted(names)} отметки не было бы.`,
    negation: (negation: string, word: string) =>
      `Модель не понимает «${negation}» перед «${word}»: отрицание оскорбления для неё похоже на само оскорбление.`,
    self: (word: string) => `Похоже, «${word}» автор говорит о себе: о ком слово, модель не понимает.`,
    quotation: 'Отмечен за то, что стоит в кавычках: цитату от собственных слов модель не отличает.',
  },
  toCard: 'Где эта модель ошибается',
  kind: 'Вид',
  score: 'Оценка',
  thresholdHead: 'Порог',
  verdict: 'Решение',
  from: (threshold: string) => `от ${threshold}`,
  unread: {
    finding: (language: string | null) =>
      language === null
        ? 'Для этого языка модели нет, поэтому нет и оценки.'
        : `Похоже, это другой язык: ${language}. Модели для него нет, поэтому нет и оценки.`,
    help: 'Чтобы всё же оценить текст, выберите модель вверху.',
    short: 'для этого языка модели нет',
  },
  lists: {
    open: (entries: number) => (entries === 0 ? 'Свои слова…' : `Свои слова (${number(entries)})…`),
    title: 'Свои слова',
    intro:
      'По слову или фразе в строке. Списки остаются на этом устройстве и действуют для всех моделей сразу, пока вы пишете.',
    deny: 'Всегда отмечать',
    denyHelp: (n: number) =>
      `Комментарии с ними отмечаются, что бы ни решила модель. ${n === 0 ? 'Пока пусто.' : `${count(n, ENTRIES)}.`}`,
    allow: 'Никогда не отмечать',
    allowHelp: (n: number) =>
      `Эти слова не в счёт: комментарий отмечается только за остальное. ${n === 0 ? 'Пока пусто.' : `${count(n, ENTRIES)}.`}`,
    rule: 'Ищутся целые слова в любом регистре, с ударениями и без, замаскированные тоже. Звёздочка заменяет любое окончание: «клоун*» найдёт «клоунада». Если подходят оба списка, слово отмечается, кроме случая, когда оно входит в более длинную фразу, которую вы никогда не отмечаете.',
    denied: (entries: readonly string[], byModel: boolean) =>
      `Отмечен из-за вашего списка: ${quoted(entries)}. ${byModel ? 'Модель отмечает его тоже.' : 'Сама модель его не отметила бы.'}`,
    allowed: (entries: readonly string[]) =>
      `Не отмечен: модель отмечает его только за то, что вы никогда не отмечаете: ${quoted(entries)}.`,
  },
  why: 'Почему',
  whyCaption: 'Сколько каждый признак добавляет к оценке, начиная с самого весомого',
  term: 'Признак',
  adds: 'Добавляет',
  bias: 'начальный уровень',
  rest: (n: number) => `ещё ${count(n, { one: 'признак', few: 'признака', many: 'признаков', other: 'признака' })}`,
  sum: (score: number, threshold: number) => `Вместе ${signed(score, 2)}; порог ${signed(threshold, 2)}.`,
  showAll: (n: number) => `Показать все (${number(n)})`,
  showFewer: 'Показать меньше',
  flip: {
    ask: 'Что изменило бы ответ?',
    busy: 'Ищем слова, от которых всё зависит…',
    without: (n: number, flagged: boolean, score: string) =>
      `Без ${n === 1 ? 'этого слова' : `этих ${count(n, { one: 'слова', other: 'слов' })}`} комментарий ${flagged ? 'был бы' : 'не был бы'} отмечен: ${score}.`,
    smallest: 'Меньшим числом слов не обойтись.',
    minimal: 'Ни одно из них оставить нельзя.',
    found: 'Возможно, хватило бы и меньшего числа слов.',
    text: 'Комментарий, в котором эти слова вычеркнуты',
    named: (words: readonly string[]) => `Вычеркнуто: ${words.join(', ')}.`,
    impossible: (flagged: boolean) =>
      `Какие слова ни убирай, комментарий ${flagged ? 'остаётся отмеченным' : 'всё равно не отмечен'}.`,
    notFound: 'Слов, без которых ответ стал бы другим, не нашлось.',
    tooLong: (limit: number) => `Слова пробуются в комментариях длиной до ${number(limit)} знаков.`,
  },
  wrong: {
    datasetName: 'Исправления',
    action: 'Это неверно',
    toxic: 'Он токсичный',
    other: 'Он не токсичный',
    kept: (toxic, name) => `Сохранён как ${toxic ? 'токсичный' : 'не токсичный'} в наборе «${name}».`,
    known: (toxic, name) => `В наборе «${name}» он уже есть как ${toxic ? 'токсичный' : 'не токсичный'}.`,
    open: 'Показать в наборе',
    train: 'Обучить на них',
    oneClass: (toxic) =>
      `Чтобы обучать на исправлениях, нужны и токсичные, и обычные комментарии; пока все они ${toxic ? 'токсичные' : 'не токсичные'}.`,
    mark: (toxic) => (toxic ? 'вы: токсичный' : 'вы: не токсичный'),
    removed: 'Исправление отменено.',
  },
  said: (score: string, flagged: boolean) => `${score}: ${flagged ? 'отмечен' : 'не отмечен'}.`,
  tooLong: 'Текст длинный: слова в нём не подкрашены, но список показывает, какие весомы.',
  failed: 'Не удалось оценить комментарий',
  several: {
    title: 'Каждый комментарий',
    finding: (flagged: number, all: number) =>
      flagged === 0
        ? `Не отмечен ни один из ${count(all, { one: 'комментария', other: 'комментариев' })}.`
        : `${plural(flagged, { one: 'Отмечен', other: 'Отмечено' })} ${number(flagged)} из ${count(all, { one: 'комментария', other: 'комментариев' })}.`,
    progress: (done: number, all: number) => `оценено ${number(done)} из ${number(all)}`,
    order: 'Порядок',
    asWritten: 'Как написано',
    byScore: 'Сначала высокие оценки',
    onlyFirst: (limit: number, all: number) =>
      `Здесь оценены первые ${number(limit)} строк из ${number(all)}. Остальные вставьте по частям.`,
    whyOf: 'Почему этот комментарий',
    line: (n: number) => `строка ${number(n)}`,
  },
};
