import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { rows as shape } from '../en/rows';

const { count, number, percent } = formats.ru;
/** A bound as a person typed it. */
const exact = new Intl.NumberFormat('ru', { maximumFractionDigits: 12 }).format;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const OF_COMMENTS = { one: 'комментария', other: 'комментариев' };
const LABELS = { one: 'пометку', few: 'пометки', many: 'пометок', other: 'пометки' };
const LABELS_NOMINATIVE = { one: 'пометка', few: 'пометки', many: 'пометок', other: 'пометки' };
const comments = (n: number) => count(n, COMMENTS);
const labelNames = { toxic: 'пометка «токсичный»', other: 'пометка «обычный»', none: 'нет пометки' };

export const rows: typeof shape = {
  back: 'Все наборы данных',
  missing: { title: 'Этого набора здесь нет', text: 'Возможно, его удалили или в адресе опечатка.' },
  intro: (kept, positives, negatives, unlabelled) =>
    [
      comments(kept),
      positives + negatives > 0 ? `${number(positives)} токсичных, ${number(negatives)} обычных` : null,
      unlabelled > 0 ? `${number(unlabelled)} без пометки` : null,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  introOfLabel: (kept, name, positives, negatives, unlabelled) =>
    [
      comments(kept),
      `${isolated(name)}: ${number(positives)} да, ${number(negatives)} нет`,
      unlabelled > 0 ? `${number(unlabelled)} без пометки` : null,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  introRemoved: (n) => `убрано: ${number(n)}`,
  addressUnread: 'Часть этого адреса прочесть не удалось, она не учтена.',
  views: {
    label: 'Что показать о наборе',
    comments: 'Комментарии',
    duplicates: 'Повторы',
    unlabelled: (n) => `Разметка (${number(n)})`,
  },
  train: 'Обучить',
  exportAction: 'Экспорт…',
  partsAction: 'Части…',
  undo: 'Отменить',
  redo: 'Повторить',
  undoing: {
    label: (n) => `Отменить изменение: ${count(n, LABELS_NOMINATIVE)}`,
    remove: (n) => `Отменить удаление: ${comments(n)}`,
    restore: (n) => `Отменить восстановление: ${comments(n)}`,
    divide: () => 'Отменить деление на части',
    rename: () => 'Отменить новые названия частей',
    undivide: () => 'Отменить удаление частей',
    add: (n) => `Отменить добавление: ${comments(n)}`,
  },
  redoing: {
    label: (n) => `Снова изменить ${count(n, LABELS)}`,
    remove: (n) => `Снова убрать ${comments(n)}`,
    restore: (n) => `Снова восстановить ${comments(n)}`,
    divide: () => 'Снова поделить на части',
    rename: () => 'Снова переименовать части',
    undivide: () => 'Снова удалить части',
    add: (n) => `Снова добавить: ${comments(n)}`,
  },
  filter: {
    legend: 'Какие комментарии показать',
    whichLabel: 'Пометка',
    class: 'Класс',
    classes: { any: 'любой', toxic: 'токсичные', other: 'обычные', none: 'без пометки' },
    yesNo: { any: 'любой', toxic: 'да', other: 'нет', none: 'без пометки' },
    text: 'Текст',
    modes: { contains: 'содержит', pattern: 'подходит под выражение' },
    placeholder: { contains: 'любая часть текста', pattern: 'например, правк(а|и|у)' },
    ignoreCase: 'Не различать большие и малые буквы',
    find: 'Найти',
    more: 'Длина, части, другие столбцы',
    lengthFrom: 'Знаков от',
    lengthTo: 'до',
    lengthError: 'Наибольшая длина не может быть меньше наименьшей.',
    column: 'Столбец',
    columnNone: 'никакой',
    equals: 'в точности равен',
    numberFrom: (name) => `${isolated(name)} от`,
    numberError: 'Наибольшее не может быть меньше наименьшего.',
    part: 'Часть',
    partAny: 'любая',
    edited: 'Только комментарии, пометку которых здесь изменили',
    removed: (n) => `Показать вместо этого убранные (${number(n)})`,
    clear: 'Показать все',
    without: (name) => `Снять условие: ${name}`,
  },
  filtered: {
    contains: (text) => `содержит «${isolated(text)}»`,
    pattern: (source) => `подходит под /${source}/`,
    column: (name, value) => `${name} — «${isolated(value)}»`,
    number: (name, from, to) =>
      from === null && to === null
        ? `${isolated(name)} — число`
        : `${isolated(name)}${from === null ? '' : ` от ${exact(from)}`}${to === null ? '' : ` до ${exact(to)}`}`,
    part: (name) => `часть «${isolated(name)}»`,
    ofLabel: (name, value) => `${isolated(name)}: ${value}`,
    edited: 'изменённая пометка',
    removed: 'убранные',
  },
  found: {
    all: (n) => comments(n),
    some: (n, of) => `${number(n)} из ${count(of, OF_COMMENTS)}`,
    finding: 'Ищем…',
    none: 'Ничего не подошло. Смягчите условия или покажите все.',
    noneAtAll: 'Из этого набора убраны все комментарии.',
    stopped: 'Поиск остановлен.',
  },
  sort: {
    label: 'Порядок',
    options: {
      'row-up': 'как в файле',
      'row-down': 'с конца',
      'class-down': 'сначала токсичные',
      'class-up': 'сначала обычные',
      'length-down': 'сначала длинные',
      'length-up': 'сначала короткие',
    },
    ofLabel: { 'class-down': 'сначала «да»', 'class-up': 'сначала «нет»' },
    column: (name, descending) => `${isolated(name)}: сначала ${descending ? 'большие' : 'малые'}`,
  },
  columns: {
    label: 'Столбцы',
    help: 'Другие столбцы файла, показанные с каждым комментарием.',
  },
  together: {
    label: (n) => (n === 1 ? 'Изменить этот…' : `Изменить все ${number(n)}…`),
    toxic: 'Пометить токсичными',
    other: 'Пометить обычными',
    none: 'Снять пометки',
    ofLabel: (name, value) => `«${isolated(name)}»: ${value}`,
    remove: 'Убрать',
    restore: 'Вернуть',
  },
  did: {
    labelled: (n, label) => `${comments(n)}: теперь ${labelNames[label]}.`,
    labelledAs: (n, name, value) => `${comments(n)}: «${isolated(name)}» теперь ${value}.`,
    removed: (n) => `Убрано: ${comments(n)}.`,
    restored: (n) => `Возвращено: ${comments(n)}.`,
    nothing: 'Менять нечего.',
  },
  grid: {
    label: (name) => `Комментарии из «${isolated(name)}»`,
    row: 'Строка',
    class: 'Класс',
    comment: 'Комментарий',
    length: 'Длина',
    empty: 'без текста',
    noLabel: 'без пометки',
    yes: 'да',
    no: 'нет',
    was: { toxic: 'был токсичным', other: 'был обычным', none: 'был без пометки' },
    wasYesNo: { toxic: 'было «да»', other: 'было «нет»', none: 'не было пометки' },
    change: (row, now) => `Строка ${number(row)}: ${now}. Изменить пометку`,
    changeOf: (row, name, now) => `Строка ${number(row)}, ${isolated(name)}: ${now}. Изменить пометку`,
    open: 'Прочесть целиком',
    close: 'Показать одну строку',
    remove: 'Убрать',
    restore: 'Вернуть',
    setToxic: 'Токсичный',
    setOther: 'Обычный',
    setNone: 'Без пометки',
    setYes: 'Да',
    setNo: 'Нет',
    labelled: 'Пометка',
    part: 'Часть',
    clipped: (characters) =>
      `Дальше не показано: всего ${count(characters, { one: 'знак', few: 'знака', many: 'знаков', other: 'знака' })}. Чтобы прочесть целиком, сохраните комментарий в файл.`,
    keys: 'Клавиши: ↑ ↓ — по строкам, Enter — открыть, 1 — токсичный, 0 — обычный, − — без пометки, Delete — убрать, Ctrl+Z — отменить.',
    keysOfLabel: (name, one, nought) =>
      `Клавиши: ↑ ↓ — по строкам, Enter — открыть, для «${isolated(name)}» 1 — ${one}, 0 — ${nought}, − — без пометки, L — следующая пометка, Delete — убрать, Ctrl+Z — отменить.`,
    labelNow: (name) => `Пометка: ${isolated(name)}`,
    window: (from, to, total) => `Строки ${number(from)}–${number(to)} из ${number(total)}`,
    previous: 'Строки до этих',
    next: 'Строки после этих',
    goTo: 'К строке',
    go: 'Перейти',
    goMissing: (row) => `Строки ${number(row)} среди показанных нет.`,
  },
  export: {
    title: 'Экспорт комментариев',
    what: 'Какие',
    shown: (n) => `показанные (${number(n)})`,
    all: (n) => `все (${number(n)})`,
    part: (name, n) => `часть «${isolated(name)}» (${number(n)})`,
    format: 'Как',
    formats: { csv: 'таблица CSV', jsonl: 'JSON Lines', xlsx: 'Excel (.xlsx)', parquet: 'Parquet' },
    xlsxHelp:
      'Текст никогда не выполняется как формула, оценки записаны числами. На листе помещается 1 048 575 комментариев, в ячейке — 32 767 символов.',
    parquetHelp: 'Оценки и пометки записаны числами, остальное текстом: для pandas, DuckDB и подобных.',
    help: 'В файл попадут все столбцы с нынешними пометками, в порядке исходного файла.',
    safe: 'Безопасно для таблиц',
    safeHelp:
      'Перед ячейкой, которую программа таблиц приняла бы за формулу, ставится апостроф. Для файлов, которые вы снова импортируете сюда, это не нужно.',
    action: 'Сохранить',
    saving: 'Файл записывается',
    savingDetail: (done, total) => `${number(done)} из ${count(total, OF_COMMENTS)}`,
    done: (n) => `Сохранено: ${comments(n)}.`,
    failed: 'Файл не записан',
    stopped: 'Остановлено. Файл не записан.',
  },
  parts: {
    title: 'Части',
    intro: 'Поделите комментарии случайным образом, чтобы проверить модель на тех, которых она не видела.',
    name: (n) => `Название части ${number(n)}`,
    share: (n) => `Доля части ${number(n)}, %`,
    suggested: ['обучение', 'проверка', 'контроль'],
    add: 'Добавить часть',
    drop: (n) => `Убрать часть ${number(n)}`,
    seed: 'Зерно случайности',
    seedHelp: 'С одним и тем же зерном те же комментарии делятся одинаково.',
    duplicates: 'Держать повторы вместе',
    duplicatesHelp: 'Если комментарий есть в обеих частях, модель кажется лучше, чем она есть.',
    stratified: 'В каждой части токсичные и обычные в одной и той же пропорции.',
    sumError: (sum) => `Доли дают ${number(sum, 1)}\u00a0%, а вместе должны дать 100\u00a0%.`,
    nameError: 'У каждой части должно быть своё название.',
    divide: 'Поделить',
    dividing: 'Делим',
    anew: 'Поделить заново',
    rename: 'Сохранить названия',
    undivide: 'Отказаться от деления',
    divided: (n) => `Поделено на ${count(n, { one: 'часть', few: 'части', many: 'частей', other: 'части' })}.`,
    undivided: 'Деления больше нет, комментарии все на месте.',
    renamed: 'Части переименованы.',
    now: 'Сейчас части такие',
    counts: (n, positives, negatives) =>
      positives + negatives === 0
        ? comments(n)
        : `${comments(n)}, токсичных ${percent(positives / (positives + negatives), 1)}`,
    show: 'Показать',
    train: 'Обучить на ней',
  },
  duplicates: {
    title: 'Какие комментарии повторяются?',
    kind: 'Что считать повтором',
    kinds: {
      identical: 'полные совпадения',
      exact: 'то же с точностью до регистра, пробелов и знаков препинания',
      near: 'почти то же',
      conflicting: 'то же, но с разными пометками',
    },
    kindHelp: {
      identical: 'Совпадает каждый символ; пробелы в начале и в конце не учитываются.',
      exact: 'Буквы, ударения, цифры, значки и эмодзи учитываются.',
      near: 'Совпадают не меньше четырёх пятых кусочков текста. Поиск займёт время.',
      conflicting:
        'Один и тот же комментарий в одном месте помечен токсичным, в другом — нет. Модель на таком не научится.',
    },
    finding: 'Сравниваем комментарии',
    found: (groups, spare) =>
      `${count(groups, { one: 'группа', few: 'группы', many: 'групп', other: 'группы' })}; лишних: ${comments(spare)}.`,
    none: {
      identical: 'Полных совпадений нет.',
      exact: 'Повторов нет.',
      near: 'Почти одинаковых комментариев нет.',
      conflicting: 'Повторов с разными пометками нет.',
    },
    keepFirstOfEach: (n) => `Оставить по первому (убрать ${number(n)})`,
    removeConflicting: (n) => `Убрать их все (${number(n)})`,
    group: (n) => `похожи: ${number(n)}`,
    groupLabel: (place) => `Группа ${number(place)}`,
    conflict: 'разные пометки',
    keepFirst: 'Оставить первый',
    removeAll: 'Убрать все',
    remove: (row) => `Убрать строку ${number(row)}`,
    more: (n) => `Показать ещё ${number(n)}`,
    show: 'Показать в таблице',
  },
};
