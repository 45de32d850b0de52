import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { importing as shape } from '../en/importing';

const { count, list, number, bytes } = formats.ru;
const ROWS = { one: 'строка', few: 'строки', many: 'строк', other: 'строки' };
const quoted = (name: string) => `«${isolated(name)}»`;

export const importing: typeof shape = {
  counting: 'Считаем все строки…',
  countingDetail: (read, total, rows) => `${bytes(read)} из ${bytes(total)} · ${count(rows, ROWS)}`,
  countStopped: 'Строки не сосчитаны, поэтому неизвестно, что в пометках.',
  countAgain: 'Сосчитать строки',
  columns: {
    text: 'Комментарии в столбце',
    textMissing: 'Выберите столбец с комментариями.',
    label: 'Пометки в столбце',
    more: (n) => `Столбец пометок ${number(n)}`,
    none: 'Без пометок: только комментарии',
    noneHelp: 'Без пометок на этом файле нельзя ничему научить.',
    add: 'Добавить столбец пометок',
    addAll: (names) => `Добавить ${list(names.map(quoted))}`,
    addFamily: (n) => `Добавить остальные такие же (${number(n)})`,
    remove: (name) => `Без ${quoted(name)}`,
    choose: 'Выберите…',
    search: (n) =>
      `Наберите часть названия: здесь ${count(n, { one: 'столбец', few: 'столбца', many: 'столбцов', other: 'столбца' })}.`,
    unknown: 'Столбца с таким названием нет.',
  },
  combine: {
    label: 'Что это за столбцы',
    separate: 'Каждый — отдельная пометка',
    separateHelp: 'Модель выучит каждую и сообщит о каждой по её названию.',
    any: 'Одна пометка: токсично хотя бы в одном',
    majority: 'Одна пометка: как в большинстве',
    atLeast: 'Одна пометка: токсично не меньше чем в…',
    mean: 'Одна пометка: среднее, с порогом',
    votes: 'Столбцов, где сказано «токсично»',
    cut: 'Токсично при среднем от',
  },
  values: {
    title: (column) => `Что значат значения в ${quoted(column)}?`,
    titleSeveral: (columns) => `Что значат значения в ${list(columns.map(quoted))}?`,
    grid: 'Значения пометок',
    value: 'Значение',
    rows: 'Строк',
    meaning: 'Значит',
    toxic: 'Токсично',
    notToxic: 'Не токсично',
    leaveOut: 'Пропустить',
    ask: 'Не решено',
    blank: 'пусто',
    keys: 'Стрелки — переход; T токсично, N не токсично, L пропустить.',
    search: 'Найти значение',
    shown: (shown, total) => `${number(shown)} из ${number(total)}`,
    setAll: (n) => (n === 1 ? 'Показанное одно:' : `Все показанные (${number(n)}):`),
    notJudged: 'не оценено',
    reset: 'Вернуть догадки',
    none: 'Таких значений нет.',
  },
  cut: {
    byCut: 'По порогу',
    byValue: 'Каждое значение',
    mode: 'Как читать числа',
    at: 'Порог',
    direction: 'Какая сторона токсична',
    from: 'Токсично от порога и выше',
    below: 'Токсично ниже порога',
    histogram: (toxic, notToxic) =>
      `Числа в столбце пометок: на токсичной стороне ${count(toxic, ROWS)}, на другой — ${number(notToxic)}.`,
    bar: (from, to, rows) => `от ${number(from, 2)} до ${number(to, 2)}: ${count(rows, ROWS)}`,
  },
  inverted: (column) =>
    `${quoted(column)} говорит, что не токсично, поэтому 1 или «да» значит «не токсично», а 0 или «нет» — «токсично».`,
  straight: (column) => `1 или «да» в ${quoted(column)} значит «токсично».`,
  invert: 'Читать наоборот',
  turned: 'Столбцы, которые говорят, что не токсично: 1 или «да» в них значит «не токсично»',
  summary: {
    keeps: (kept, toxic, not) =>
      `Импортируется ${count(kept, ROWS)}: токсичных ${number(toxic)}, остальных ${number(not)}.`,
    keepsLabels: (kept, labels) =>
      `Импортируется ${count(kept, ROWS)}; у каждой ${count(labels, { one: 'пометка', few: 'пометки', many: 'пометок', other: 'пометки' })}.`,
    ofLabel: (name, toxic, not, none) =>
      `${quoted(name)}: токсичных ${number(toxic)}, остальных ${number(not)}${none > 0 ? `, без этой пометки ${number(none)}` : ''}.`,
    oneClassOfLabel: (toxic) => `${toxic ? 'Все токсичные' : 'Токсичных нет'}: этому нельзя научить.`,
    firstDecides: (name) =>
      `${quoted(name)} — первая: по ней решается, какие строки импортируются. Исправлять в таблице можно каждую.`,
    keepsUnlabelled: (kept) => `Импортируется ${count(kept, ROWS)} без пометок.`,
    keepsNone: 'Ни одна строка не импортируется.',
    leavesOut: (rows) => `Пропускается ${count(rows, ROWS)}`,
    reason: (reason, rows) => `${reason}: ${number(rows)}`,
    uncounted: (rows) =>
      `Строк с более редкими значениями: ${number(rows)}; они читаются так же, но здесь не сосчитаны.`,
    oneClass: (toxic) =>
      `Все импортируемые строки ${toxic ? 'токсичные' : 'нетоксичные'}. Чтобы обучить модель, нужны и те и другие.`,
  },
  questions: {
    left: (n) => `Остаётся ${count(n, { one: 'вопрос', few: 'вопроса', many: 'вопросов', other: 'вопроса' })}`,
    textColumn: 'В каком столбце комментарии?',
    labelColumn: (column) => `Пометки — в столбце ${quoted(column)}?`,
    labelYes: 'Да, в нём',
    labelNone: 'Пометок в файле нет',
    together: 'Во всех вместе',
    values: (column, n) =>
      n === 1
        ? `Одно значение в ${quoted(column)} можно понять по-разному. Что оно значит?`
        : `${count(n, { one: 'значение', few: 'значения', many: 'значений', other: 'значения' })} в ${quoted(column)} можно понять по-разному. Что они значат?`,
    toValues: 'Перейти к ним',
    cut: (column, min, max) =>
      `Числа в ${quoted(column)} — от ${number(min, 2)} до ${number(max, 2)}. Начиная с какого комментарий токсичен?`,
    toCut: 'Выбрать порог',
    oneClass: (column, toxic, leftOut) =>
      `Все пометки в ${quoted(column)} — «${toxic ? 'токсично' : 'не токсично'}», а строки, где ${list(leftOut.slice(0, 3).map((value) => (value === '' ? 'пустая ячейка' : quoted(value))))}, будут пропущены. Какие они?`,
    oneClassOpposite: (toxic) => (toxic ? 'Они не токсичны' : 'Они токсичны'),
    oneClassLeave: 'Пропустить их',
    quotes: (total, first) =>
      `Ячейки в кавычках заняли целые строки файла: ${count(total, ROWS)}, начиная со строки ${number(first[0] ?? 1)}. Кавычки — часть текста?`,
    quotesText: 'Да, это текст',
    quotesCells: 'Нет, в них ячейки',
    entry: 'Какой файл из архива?',
    repeats: (comments, rows, differing) =>
      `Одни и те же комментарии стоят в нескольких строках, как будто их размечали несколько человек: комментариев — ${number(comments)}, строк — ${number(rows)}. Пометки разошлись у ${number(differing)}. Что считать?`,
    repeatsMajority: 'Решает большинство',
    repeatsAny: 'Хватит одной пометки «токсично»',
    repeatsKeep: 'Оставить все строки',
  },
  decode: {
    label: 'Комментарии закодированы',
    auto: 'Судить по ячейкам',
    none: 'Нет',
    base64: 'В base64',
    percent: 'Знаками процента (%20)',
  },
  clean: {
    offer: (n, share) =>
      `Следы программ, через которые прошёл текст, есть в ${count(n, { one: 'комментарии', other: 'комментариях' })} (${share}).`,
    kinds: {
      entities: (n) => `HTML вместо знаков: ${number(n)}`,
      escapes: (n) => `«\\n» или «\\u2019» вместо знаков: ${number(n)}`,
      decomposed: (n) => `ударения и точки отдельно от букв: ${number(n)}`,
      zeroWidth: (n) => `знаки без ширины: ${number(n)}`,
    },
    action: 'Очистить комментарии',
    help: 'Какими они были, останется в отдельном столбце.',
    examples: 'Что изменится',
    before: 'Сейчас',
    after: 'После',
  },
  recalled: 'Читаем как в прошлый раз: файл с такими столбцами вы уже импортировали.',
  forget: 'Забыть и угадать заново',
  same: (name, date) => `Этот самый файл вы импортировали ${date}: он здесь под названием ${quoted(name)}.`,
  openSame: 'Открыть тот, что есть',
  again: 'Импортировать ещё раз',
  sameComments: (name) => `Те же комментарии с теми же пометками здесь уже есть: ${quoted(name)}.`,
  skipLines: 'Строк над таблицей',
  skipLinesAuto: 'Определить автоматически',
  badBytes: 'Читать, сколько бы байт ни было испорчено',
  badBytesHelp: 'Каждый станет «\ufffd».',
};
