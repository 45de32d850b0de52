import { FORMAT_LABELS } from '#shared/data/formats/index';
import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { data as shape } from '../en/data';
import { formatNames } from '../formatNames';

const { bytes, count, list, number, percent } = formats.ru;
const ROWS = { one: 'строка', few: 'строки', many: 'строк', other: 'строки' };
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const where = (total: number, first: readonly number[]) =>
  `${first.length === 1 ? 'строка файла' : 'строки файла'} ${first.map((line) => number(line)).join(', ')}${total > first.length ? '…' : ''}`;

export const data: typeof shape = {
  title: 'Что пишут люди?',
  intro: 'Откройте файл с комментариями, которые кто-то уже оценил. Файл читается здесь и здесь же остаётся.',
  introKept: (comments, datasets) =>
    `${count(comments, COMMENTS)}, ${count(datasets, { one: 'набор', few: 'набора', many: 'наборов', other: 'набора' })} данных — всё на этом устройстве.`,
  drop: `Таблица комментариев, где помечено, какие из них токсичны, или просто комментарии, по одному в строке. Форматы: ${FORMAT_LABELS.join(', ')}, можно в архиве.`,
  waiting: (files) =>
    `Своей очереди ${files === 1 ? 'ждёт' : 'ждут'} ещё ${count(files, { one: 'файл', few: 'файла', many: 'файлов', other: 'файла' })}.`,
  paste: {
    action: 'Вставить…',
    title: 'Вставить комментарии',
    label: 'Таблица, скопированная откуда угодно, или по комментарию в строке',
    placeholder: 'Спасибо за источник.\nЧто за глупости.',
    read: 'Прочитать',
    fileName: 'Вставленный текст',
  },
  dropMore: 'Добавить ещё файл:',
  empty: {
    title: 'Пока здесь пусто',
    text: 'Модель учится на примерах: комментарий, а рядом — счёл ли его кто-нибудь токсичным. Выберите такой файл выше, и до первой модели останется минута.',
  },
  reading: (name) => `Смотрим, что в файле «${isolated(name)}»…`,
  sheet: {
    title: (name) => `Как читать «${isolated(name)}»?`,
    name: 'Название',
    choose: 'Выберите…',
    found: (format, packing) => (packing === null ? format : `${format}, в архиве ${packing}`),
    entry: 'Файл в архиве',
    entryHelp: (files) =>
      `В нём ${count(files, { one: 'файл, который можно', few: 'файла, которые можно', many: 'файлов, которые можно', other: 'файла, которые можно' })} прочитать.`,
    sheet: 'Лист',
    format: 'Формат',
    formats: formatNames('ru'),
    automatic: (guess) => `Определить автоматически (${guess})`,
    more: 'Формат, кодировка, разделитель',
    moreSheet: 'Заголовок',
    encoding: 'Кодировка',
    scripts: {
      western: 'западноевропейская',
      central: 'центральноевропейская',
      cyrillic: 'кириллица',
      greek: 'греческая',
      turkish: 'турецкая',
      hebrew: 'еврейская',
      arabic: 'арабская',
      baltic: 'балтийская',
      vietnamese: 'вьетнамская',
      thai: 'тайская',
      nordic: 'скандинавская',
      celtic: 'кельтская',
      southern: 'южноевропейская',
      romanian: 'румынская',
      japanese: 'японская',
      chinese: 'китайская',
      traditionalChinese: 'китайская традиционная',
      korean: 'корейская',
    },
    delimiter: 'Столбцы разделяет',
    delimiters: {
      ',': 'запятая',
      ';': 'точка с запятой',
      '\t': 'табуляция',
      '|': 'вертикальная черта',
      '^': 'крышка (^)',
      '~': 'тильда (~)',
      ':': 'двоеточие',
      '#': 'решётка (#)',
      '§': 'знак параграфа (§)',
      '¦': 'разорванная черта (¦)',
      '@': 'собака (@)',
      þ: 'торн (þ)',
    },
    header: 'В первой строке — названия столбцов',
    quotes: 'Считать кавычки обычными знаками',
    quotesHelp: 'Для файлов, где кавычки не заключают в себе ячейку целиком.',
    leftOut: 'пропускается',
    sample: (rows) => `Начало файла: ${count(rows, ROWS)}`,
    moreColumns: (n) => `Не показано столбцов: ${number(n)}.`,
    action: 'Импортировать',
    another: 'Выбрать другой файл',
  },
  fixes: {
    quotesAsText: 'Считать кавычки текстом',
    firstLineIsData: 'Первая строка — данные',
    firstLineIsHeader: 'Первая строка — заголовок',
    withoutLabels: 'Импортировать без пометок',
    asLines: 'Читать каждую строку как комментарий',
    readAs: (encoding) => `Прочитать как ${encoding}`,
    again: 'Попробовать снова',
  },
  importing: (name) => `Импортируется «${isolated(name)}»`,
  importDetail: (read, total, rows) => `${bytes(read)} из ${bytes(total)} · ${count(rows, ROWS)}`,
  stopped: 'Остановлено. Из файла ничего не сохранено.',
  done: {
    title: (name) => `«${isolated(name)}» загружен`,
    labelled: (rows, positives) =>
      `${count(rows, COMMENTS)}, из них токсичных — ${number(positives)} (${percent(rows === 0 ? Number.NaN : positives / rows, positives / rows < 0.1 ? 1 : 0)}).`,
    unlabelled: (rows) => `${count(rows, COMMENTS)} без пометок.`,
    leftOut: (rows) => `Пропущено: ${count(rows, ROWS)}.`,
    train: 'Обучить на нём модель',
  },
  refused: {
    'label-blank': 'нет пометки',
    'label-minus-one': 'пометка −1, то есть «не оценено»',
    'label-not-understood': 'пометка, по которой не понять, токсично ли',
    'label-left-out': 'пометка, которую решено пропускать',
    'label-tied': 'оценок «токсично» и «не токсично» поровну',
    'too-few-fields': 'ячеек меньше, чем столбцов',
    'too-many-fields': 'ячеек больше, чем столбцов',
    'json-broken': 'испорченный JSON',
    'json-too-deep': 'JSON с вложенностью больше 200 уровней',
    'not-a-record': 'ни объект, ни строка в кавычках',
    'chat-notice': 'уведомление мессенджера, а не сообщение',
    'total-row': 'последняя строка с итогом по остальным',
    'header-again': 'ещё раз названия столбцов',
    'combined-above': 'тот же комментарий есть выше, и его пометки объединены',
  },
  refusedLine: (reason, total, first) => `${reason}: ${count(total, ROWS)} (${where(total, first)})`,
  notice: {
    'duplicate-headers': (names) =>
      `Несколько столбцов называются ${list(names.map((name) => `«${isolated(name)}»`))}; к повторам добавлен номер.`,
    'unnamed-columns': (positions) =>
      `${count(positions.length, { one: 'столбец', few: 'столбца', many: 'столбцов', other: 'столбца' })} без названия: вместо него поставлен номер.`,
    'one-class': (label) =>
      `Все комментарии помечены как ${label === 1 ? 'токсичные' : 'нетоксичные'}. Чтобы обучить модель, нужны и те и другие.`,
    'malformed-quotes': (total, first) =>
      `После закрывающей кавычки идёт текст: ${count(total, ROWS)} (${where(total, first)}). Соседние строки там могли слиться.`,
    'encoding-guessed': (encoding) =>
      `Файл не в UTF-8, и кодировка в нём не указана: ${encoding} — догадка. Если буквы не те, выберите другую кодировку.`,
    'nested-fields': (names) =>
      `Поля внутри полей стали столбцами: ${list(names.map((name) => `«${isolated(name)}»`))}.`,
    'unknown-fields': (total, first, names) =>
      `Есть поля, которых нет в начале файла; они не прочитаны: ${list(names.map((name) => `«${isolated(name)}»`))}. Таких записей: ${number(total)} (${where(total, first)}).`,
    'bad-bytes': (total, offsets) =>
      `Не подходят к кодировке и заменены на «\ufffd»: ${count(total, { one: 'байт', few: 'байта', many: 'байт', other: 'байта' })}, первый — с номером ${number(offsets[0] ?? 0)}.`,
    'nul-characters': (total) => `Нулевых символов заменено или (в конце файла) пропущено: ${number(total)}.`,
    'header-missing': 'Первая строка похожа на данные, поэтому вместо названий у столбцов номера.',
    'lines-above-header': (total) => `Над заголовком пропущено ${count(total, ROWS)}.`,
    'quotes-as-text': 'Кавычки прочитаны как часть текста: как границы ячеек они к строкам файла не подходят.',
    'single-quotes': 'Ячейки были в одинарных кавычках; кавычки сняты.',
    'row-names': 'В каждой строке на ячейку больше, чем в заголовке: первая — название строки.',
    'whole-lines-quoted': 'Каждая строка была целиком в кавычках; они убраны.',
    'delimiters-in-text': (total, first) =>
      `В комментариях были разделители без кавычек, и комментарии собраны заново: ${count(total, ROWS)} (${where(total, first)}).`,
    'label-inverted': (column) => `В «${column}» помечено то, что не токсично, поэтому столбец прочитан наоборот.`,
    'words-joined': (column) => `Комментарии в «${column}» — списки слов; они соединены пробелами.`,
    'other-labels': (names) => `Пометки могут быть и в других столбцах: ${list(names.map((name) => `«${name}»`))}.`,
    'cells-beside-table': (total, first) =>
      `Ячейки вне таблицы не прочитаны: ${count(total, ROWS)} (${where(total, first)}).`,
    'encoded-twice':
      'Текст похож на «кракозябры»: его открыли не в той кодировке и так сохранили. Сохраните файл заново из источника, в UTF-8.',
    'other-sheets': (names) => `Другие листы не прочитаны: ${list(names.map((name) => `«${isolated(name)}»`))}.`,
    'bytes-after-archive': (total) =>
      `После сжатых данных не прочитано ${count(total, { one: 'байт', few: 'байта', many: 'байт', other: 'байта' })}.`,
    'text-decoded': (n, column, encoding) =>
      `Комментарии в «${isolated(column)}» раскодированы из ${encoding === 'base64' ? 'base64' : 'записи со знаками процента (%20 вместо пробела)'}: ${count(n, COMMENTS)}.`,
    'text-cleaned': (n, column) =>
      `Следы программ убраны в ${count(n, { one: 'комментарии', other: 'комментариях' })}; как было — в «${isolated(column)}».`,
    'comments-empty': (column) => `Все комментарии в «${isolated(column)}» пусты. Тот ли это столбец?`,
    'comments-numeric': (column) => `Все комментарии в «${isolated(column)}» — числа. Тот ли это столбец?`,
  },
  list: 'Наборы данных',
  toxic: (n) => `${number(n)} токсичных`,
  other: (n) => `${number(n)} обычных`,
  unlabelled: (n) => `${number(n)} без пометки`,
  share: (positives, rows) =>
    `Токсичных среди помеченных: ${percent(positives / rows, positives / rows < 0.1 ? 1 : 0)}`,
  moreLabels: (names) => `и ${list(names.map((name) => `«${isolated(name)}»`))}`,
  facts: {
    added: 'Добавлен',
    size: 'Размер',
    sizeValue: (text, stored) => `${bytes(text)} текста, ${bytes(stored)} со всеми столбцами`,
    labels: 'Пометки',
    labelValue: (name, toxic, not) => `${isolated(name)}: токсичных ${number(toxic)}, остальных ${number(not)}`,
    columns: 'Столбцы',
    columnsValue: (text, label) =>
      label === null
        ? `комментарии из «${isolated(text)}»`
        : `комментарии из «${isolated(text)}», пометки из «${isolated(label)}»`,
    cut: 'Дробные пометки',
    cutValue: (cut) => `токсично начиная с ${number(cut)}`,
    fingerprint: 'Отпечаток',
    fingerprintHelp: 'Одинаков у одинаковых комментариев с пометками, из какого бы файла они ни были.',
    leftOut: 'Пропущено',
    notes: 'Стоит знать',
  },
  copyFingerprint: 'Скопировать отпечаток',
  copyFailed: 'Браузер не разрешил скопировать.',
  train: 'Обучить',
  show: 'Показать комментарии',
  showDetails: 'Подробности',
  renameTitle: 'Переименовать набор данных',
  renameEmpty: 'Набору данных нужно название.',
  corrections: 'что вы исправили на странице «Оценка»',
  removed: (name) => `«${isolated(name)}» удалён.`,
};
