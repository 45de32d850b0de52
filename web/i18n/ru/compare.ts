import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { compare as shape } from '../en/compare';

const { count, list, number, percent, plural, signed } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const TIMES = { one: 'раз', few: 'раза', many: 'раз', other: 'раза' };
const name = (text: string) => `«${isolated(text)}»`;
const chance = (p: number) => (p < 0.001 ? 'p < 0,001' : `p = ${number(p, 3)}`);
const leftOut = (rows: number) =>
  plural(rows, { one: 'не учитывается', few: 'не учитываются', many: 'не учитываются', other: 'не учитываются' });

export const compare: typeof shape = {
  title: 'Какая модель лучше и в чём?',
  intro:
    'Две модели или больше на одних и тех же размеченных комментариях: насколько хорошо они упорядочивают комментарии, что отмечает каждая и не случайна ли разница.',
  models: 'Сравниваемые модели',
  modelsHelp: 'От двух до шести. Модели из поставки Moderato можно сравнить с вашими.',
  data: 'На каких комментариях',
  dataHelp: 'Больше всего скажут размеченные комментарии, на которых ни одна из моделей не обучалась.',
  part: 'Часть',
  wholeDataset: 'Все комментарии',
  label: 'Метка',
  columns: 'И по значениям столбца',
  noColumn: 'Без столбца',
  includeSeen: 'Учитывать комментарии, на которых модель обучалась',
  includeSeenHelp: 'С ними модель выглядит лучше, чем на новых комментариях.',
  start: 'Сравнить',
  again: 'Сравнить заново',
  chooseModels: 'Выберите хотя бы две модели.',
  tooMany: 'Выберите не больше шести моделей: большее число линий не различить.',
  noData: {
    title: 'Размеченных комментариев пока нет',
    text: 'Импортируйте файл с размеченными комментариями, на которых модели не обучались, и сравните модели на нём.',
    action: 'Перейти к данным',
  },
  progress: (model) => (model === null ? 'Чтение комментариев' : `Оценка моделью ${name(model)}`),
  missingModels: (models) =>
    `${count(models, { one: 'модели', few: 'моделей', many: 'моделей', other: 'модели' })} из этого адреса на этом устройстве нет.`,
  missingData: 'Набора из этого адреса на этом устройстве нет, или в нём нет меток.',
  failed: 'Сравнить модели не удалось',
  stopped: 'Остановлено. Ниже — то, что успели измерить.',

  rows: (rows, toxic) => `${count(rows, COMMENTS)}, из них токсичных ${percent(toxic / Math.max(1, rows), 1)}.`,
  unlabelled: (rows) => `${count(rows, COMMENTS)} без метки ${leftOut(rows)}.`,
  seenLeftOut: (rows) => `${count(rows, COMMENTS)}, на которых модель обучалась, ${leftOut(rows)}.`,
  seenIncluded: (rows) => `Учтены ${count(rows, COMMENTS)}, на которых модель обучалась: её показатели завышены.`,
  sameData: (model) => `Модель ${name(model)} обучена ровно на этих комментариях: её показатели мало говорят о новых.`,
  unknownTraining: (models) =>
    `На чём обучены модели (${list(models.map(name))}), на этом устройстве не записано, поэтому знакомые им комментарии не найти и не исключить.`,
  oneClass: 'У всех этих комментариев одна и та же метка, упорядочивать нечего: AUC и кривые не определены.',

  verdict: {
    title: 'Словами',
    better: (a, b, aucA, aucB, p) =>
      `${name(a)} лучше, чем ${name(b)}, ставит токсичные комментарии выше безобидных: из 100 таких пар верно упорядочивает ${number(100 * aucA, 1)} против ${number(100 * aucB, 1)}. Это не случайность (${chance(p)}).`,
    same: (a, b, p) =>
      `По этим комментариям нельзя сказать, что лучше упорядочивает: ${name(a)} или ${name(b)}. Разница может быть случайной (${chance(p)}).`,
    undefined: (a, b) => `${name(a)} и ${name(b)} здесь не сравнить: одного из классов нет.`,
    rightMore: (a, b, onlyA, onlyB, p) =>
      `При своих порогах ${name(a)} права там, где ${name(b)} ошибается, ${count(onlyA, TIMES)}, наоборот — ${count(onlyB, TIMES)}: это не случайность (${chance(p)}).`,
    rightSame: (a, b, onlyA, onlyB, p) =>
      `При своих порогах только ${name(a)} права ${count(onlyA, TIMES)}, только ${name(b)} — ${count(onlyB, TIMES)}; это может быть случайностью (${chance(p)}).`,
    corrected: (pairs) => `С поправкой на число одновременных сравнений: ${number(pairs)} (метод Холма).`,
  },

  figures: {
    title: 'Показатели',
    model: 'Модель',
    label: 'Измерена по своей метке',
    from: 'Отмечает от',
    auc: 'ROC AUC',
    interval: '95 %-й интервал',
    ap: 'Средняя точность',
    ece: 'Ошибка калибровки',
    precision: 'Точность',
    recall: 'Полнота',
    f1: 'F1',
    atPrecision: 'Полнота при точности 95 %',
    atFalsePositive: 'Полнота при 1 % ложных тревог',
    speed: 'мкс на комментарий',
  },

  threshold: {
    title: 'Где провести черту',
    note: 'Двигайте порог и смотрите, что отметит каждая модель. Точки на кривых движутся вместе с ним.',
    scale: 'Двигать по',
    scales: { probability: 'вероятности', share: 'доле отмеченных' },
    slider: (value) => `Комментарий отмечается начиная с ${value}`,
    sliderShare: (value) => `Каждая модель отмечает верхние ${value}`,
    own: 'У каждой свой порог',
    ofHundred: (flagged, right, missed) =>
      `Из 100 комментариев отмечает ${number(flagged, 1)}, из них верно ${number(right, 1)}, и пропускает токсичных ${number(missed, 1)}.`,
    flagged: 'Отмечен',
    notFlagged: 'Не отмечен',
    toxic: 'Токсичный',
    harmless: 'Не токсичный',
    at: (value) => `от ${value}`,
    nothing: 'ничего не отмечается',
    costs: 'Цена ошибки',
    falseAlarm: 'Ложная тревога',
    miss: 'Пропущенный токсичный комментарий',
    costsHelp: 'В любых единицах: минутах, деньгах, баллах. Для самого дешёвого порога важно только их отношение.',
    cheapest: (value, cost) => `Дешевле всего от ${value}: всего ${number(cost, 1)}`,
    useCheapest: 'Показать самый дешёвый порог каждой',
    save: 'Сделать её порогом',
    saved: (model, value) => `Теперь ${name(model)} отмечает начиная с ${value}.`,
    otherLabel: 'Свой порог бывает у первой метки модели, а здесь сравнивается другая.',
    shipped: 'У моделей из поставки Moderato порог не меняется.',
  },

  curves: {
    title: 'Кривые',
    roc: 'Найденное и ложные тревоги (ROC)',
    rocX: 'Ложные тревоги: доля отмеченных среди безобидных',
    rocY: 'Полнота: доля найденных среди токсичных',
    pr: 'Точность и полнота',
    prX: 'Полнота: доля найденных среди токсичных',
    prY: 'Точность: доля токсичных среди отмеченных',
    calibration: 'Можно ли верить вероятности?',
    calibrationX: 'Вероятность по мнению модели',
    calibrationY: 'Доля токсичных',
    histogram: (model) => `Оценки модели ${name(model)}`,
    histogramX: 'Вероятность',
    histogramScore: 'Оценка',
    histogramY: 'Доля класса',
    table: 'Таблицами',
    charts: 'Графиками',
    save: 'Сохранить',
    saveAs: { png: 'Картинка (PNG)', svg: 'Рисунок (SVG)' },
    range: 'От',
    count: 'Комментарии',
    classes: { toxic: 'токсичные', other: 'не токсичные' },
  },

  pairs: {
    title: 'Модель против модели',
    a: 'Первая',
    b: 'Вторая',
    difference: 'Разница AUC',
    p: 'p (ДеЛонг, Холм)',
    onlyA: 'Права только первая',
    onlyB: 'Права только вторая',
    decisionsP: 'p (Макнемар, Холм)',
    note: 'p — как часто такая разница между равными моделями возникает случайно.',
  },

  comments: {
    title: 'Что посмотреть',
    show: 'Показать',
    falseAlarms: (model) => `Ложные тревоги: ${name(model)}`,
    misses: (model) => `Пропущенное токсичное: ${name(model)}`,
    only: (right, wrong) => `${name(right)} права, ${name(wrong)} ошибается`,
    count: (total, shown) =>
      total > shown ? `${count(total, COMMENTS)}; здесь первые ${number(shown)}.` : `${count(total, COMMENTS)}.`,
    none: 'Таких нет.',
    row: (row) => `Строка ${number(row)}`,
    label: 'Метка',
    ownThreshold: 'При порогах самих моделей.',
  },

  disguised: {
    title: 'Когда слова замаскированы',
    help: 'Те же комментарии, но часть слов написана так, как пишут, чтобы обойти фильтр: с пробелами, с цифрами вместо букв, с опечатками.',
    run: 'Попробовать маскировку',
    busy: 'Маскируем и оцениваем',
    failed: 'Маскировку не удалось попробовать',
    of: (rows, toxic, share) =>
      `ROC AUC. Взято: ${count(rows, COMMENTS)}, из них токсичных ${number(toxic)}; в каждом замаскировано слов: ${percent(share, 0)}.`,
    all: 'Все показатели',
    disguise: 'Маскировка',
    plain: 'как написано',
    fall: 'Потеря',
    falseAlarms: 'Ложные тревоги',
  },
  slices: {
    title: 'Где какая хороша',
    note: 'Те же показатели для частей комментариев. Интервалы 95 %-е; части, где в классе меньше 30 комментариев, помечены.',
    by: { length: 'Длина в символах', language: 'Язык' },
    comments: 'Комментарии',
    small: 'мало',
    auc: 'AUC',
    recall: 'Полнота',
    falsePositive: 'Ложные тревоги',
    rest: (rows) => `Ещё ${count(rows, COMMENTS)} с более редкими значениями в таблицу не вошли.`,
    groups: 'Комментарии, где названа группа людей',
    groupsNote:
      'Subgroup — порядок среди комментариев, где она названа. BPSN — безобидные упоминания против прочих токсичных: если мало, безобидные упоминания отмечаются. BNSP — токсичные упоминания против прочих безобидных: если мало, они пропускаются.',
    subgroup: 'Subgroup',
    bpsn: 'BPSN',
    bnsp: 'BNSP',
    noGroups: 'Ни в одном комментарии нет группы из списка.',
  },

  export: {
    button: 'Сохранить',
    html: 'Страница одним файлом (HTML)',
    csv: 'Таблицы (CSV)',
    json: 'Всё целиком (JSON)',
    name: (data) => `Сравнение на ${data}`,
    failed: 'Сохранить файл не удалось',
    made: (date) => `Сделано в Moderato ${date}.`,
  },
  difference: (value) => signed(value, 4),
};
