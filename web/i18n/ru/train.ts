import { formats } from '#shared/api/sentences/format';
import type { train as shape } from '../en/train';
import type { SpecWords } from '../specWords';

const { count, duration, elapsed, number, percent } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const COMMENTS_PREP = { one: 'комментарии', few: 'комментариях', many: 'комментариях', other: 'комментария' };

const fields: SpecWords = {
  text: {
    language: { label: 'Язык', options: { auto: 'Определить самим', en: 'Английский', ru: 'Русский' } },
    normalize: { label: 'Написание', options: { none: 'Как есть' } },
    tokens: { label: 'Формы слов', options: { plain: 'Как есть' } },
    stopWords: {
      label: 'Не замечать слова',
      help: 'Через пробел. Часто лучше оставить пустым: даже «ты» и «не» говорят о тоне.',
    },
  },
  features: {
    kind: {
      label: 'Вес слова',
      help: 'TF-IDF придаёт редким словам больше веса, чем частым.',
      options: { tfidf: 'по редкости (TF-IDF)', count: 'по числу вхождений' },
    },
    analyzer: {
      label: 'Смотреть на',
      help: 'Сочетания букв помогают узнать слова с опечатками и в маскировке.',
      options: { word: 'слова', char: 'буквы, через границы слов', char_wb: 'буквы, внутри слов' },
    },
    ngramRange: {
      label: 'Группами',
      help: 'От 1 до 2 для слов: отдельные слова и пары вроде «пошёл вон».',
    },
    minDf: {
      label: 'Не брать то, что встретилось реже чем в',
      help: 'Целое — число комментариев; меньше 1 — их доля.',
    },
    maxDf: {
      label: 'Не брать то, что встретилось чаще чем в',
      help: 'До 1 — доля (1: без предела); больше 1 — число комментариев.',
    },
    maxFeatures: { label: 'Оставить не больше', help: 'Самые частые слова и сочетания. Пусто: без предела.' },
    binary: { label: 'Важно, есть ли слово, а не сколько раз' },
    lowercase: { label: 'Не различать прописные и строчные' },
    stripAccents: {
      label: 'Надстрочные знаки',
      help: 'Убирая их, модель перестаёт различать «е» и «ё», «и» и «й».',
      options: { none: 'оставить', unicode: 'убрать', ascii: 'убрать, как и все буквы вне ASCII' },
    },
    useIdf: { label: 'Учитывать редкость' },
    smoothIdf: { label: 'Сглаживать редкость', help: 'Как если бы был ещё один комментарий со всеми словами.' },
    sublinearTf: { label: 'Приглушать повторы', help: 'Слово, сказанное десять раз, весит как 3,3, а не как 10.' },
    norm: {
      label: 'Уравнивать длинные и короткие',
      options: { l2: 'да (L2)', l1: 'да, по сумме (L1)', none: 'нет' },
    },
  },
  estimator: {
    kind: {
      label: 'Вид модели',
      help: 'Начните с логистической регрессии: она точна и говорит, насколько уверена.',
      options: {
        logisticRegression: 'Логистическая регрессия',
        linearSvc: 'Линейный метод опорных векторов',
        multinomialNb: 'Наивный Байес',
      },
    },
    c: {
      label: 'Свобода подгонки (C)',
      help: 'Больше — ближе к примерам, меньше — осторожнее обобщает.',
    },
    alpha: {
      label: 'Сглаживание (alpha)',
      help: 'Прибавляется к каждому счётчику, чтобы незнакомое слово ничего не перечёркивало.',
    },
    fitPrior: { label: 'Учитывать, как часты токсичные комментарии' },
    classWeight: {
      label: 'Если токсичных мало',
      help: 'С уравниванием находится больше токсичных, но и ложных тревог больше.',
      options: { none: 'все комментарии весят поровну', balanced: 'уравнять два класса' },
    },
    tol: { label: 'Точность решателя', help: 'Меньше — точнее и медленнее.' },
    maxIter: { label: 'Шагов не больше' },
  },
  calibration: { label: 'Калибровка', options: { none: 'нет' } },
  threshold: {
    label: 'Считать токсичным начиная с',
    help: 'Вероятность от 0 до 1 (для опорных векторов — оценка). Пусто: 0,5.',
  },
  validation: {
    testSize: {
      label: 'Отложить для проверки',
      help: 'Доля комментариев, которых модель не увидит, пока учится. 0: без проверки.',
    },
    seed: {
      label: 'Зерно случайности',
      help: 'Решает, какие комментарии отложить. Одно зерно — одна и та же модель.',
    },
    refit: {
      label: 'После проверки учиться на всех комментариях',
      help: 'Тогда сохранённая модель видела каждый пример.',
    },
  },
};

export const train: typeof shape = {
  title: 'Чему научить модель?',
  intro: 'Обучение идёт на этом устройстве.',
  empty: {
    title: 'Пока не на чем учиться',
    text: 'Модель учится на комментариях, про которые кто-то уже сказал, токсичны ли они. Сначала принесите такой файл.',
    action: 'Перейти к данным',
  },
  dataset: 'Учиться на',
  datasetOption: (name, rows) => `${name} (${count(rows, COMMENTS)})`,
  datasetNoLabels: (name) => `${name} (без пометок)`,
  datasetOneClass: (name) => `${name} (только один класс)`,
  datasetUnfit: 'Ни в одном наборе здесь нет сразу и токсичных, и прочих комментариев: различать нечего.',
  name: 'Название модели',
  nameHelp: 'Если пусто, она назовётся по своим данным.',
  autoName: (dataset, estimator) => `${dataset.replace(/\.[a-z]{2,4}$/i, '')}, ${estimator.toLowerCase()}`,
  presets: {
    label: 'Начать с',
    standard: 'Отдельные слова',
    pairs: 'Слова и пары',
    letters: 'Слова и буквы',
    bayes: 'Быстрый набросок',
    help: {
      standard: 'Как в scikit-learn по умолчанию: TF-IDF отдельных слов, логистическая регрессия.',
      pairs: 'Ещё и пары слов, повторы приглушены. Обычно немного лучше.',
      letters: 'Ещё и сочетания букв: узнаёт слова с опечатками. Дольше и крупнее.',
      bayes: 'Наивный Байес по числу слов: готов мгновенно, но менее точен.',
    },
    own: 'Ваши собственные настройки.',
  },
  blocks: {
    title: 'На что она смотрит',
    numbered: (n) => `На что она смотрит, часть ${number(n)}`,
    add: 'Смотреть ещё и на другое',
    remove: 'Убрать эту часть',
  },
  estimator: 'Как она учится',
  check: 'Как её проверить',
  more: 'Другие настройки',
  from: 'от',
  to: 'до',
  reset: 'Вернуть исходные',
  fields,
  errors: {
    number: 'Здесь нужно число.',
    whole: 'Здесь нужно целое число.',
    atLeast: (limit) => `Не меньше ${number(limit)}.`,
    atMost: (limit) => `Не больше ${number(limit)}.`,
    above: (limit) => `Больше ${number(limit)}.`,
    below: (limit) => `Меньше ${number(limit)}.`,
    order: 'Сначала меньшее число.',
    probability: 'Вероятность: больше 0 и меньше 1.',
    other: 'Такое значение не подходит.',
  },
  plan: (rows, held) =>
    held === 0
      ? `Учится на всех комментариях (${number(rows)}); для проверки не откладывается ничего.`
      : `Учится на ${number(rows - held)} ${formats.ru.plural(rows - held, COMMENTS_PREP)}, проверяется на остальных ${number(held)}.`,
  estimate: (milliseconds) =>
    milliseconds < 1000 ? 'Это займёт мгновение.' : `На таком устройстве это займёт около ${duration(milliseconds)}.`,
  action: 'Обучить',
  fixFirst: 'Сначала поправьте отмеченные настройки.',
  busy: (name) => `Обучается «${name}»`,
  phases: {
    start: 'Готовимся',
    wait: 'Ждём, пока закончит обучение другая вкладка',
    count: 'Читаем комментарии и считаем слова',
    vectorize: 'Строим таблицу слов',
    fit: 'Учимся',
    evaluate: 'Проверяем на отложенных комментариях',
    refit: 'Учимся на всех комментариях',
    encode: 'Упаковываем модель',
  },
  iteration: (n) => `шаг ${number(n)}`,
  leave: 'Обучение идёт, даже если вы в другом разделе.',
  stopped: 'Остановлено. Модель не сохранена.',
  result: {
    title: (name) => `Модель «${name}» готова`,
    took: (seconds, rows) => `${count(rows, COMMENTS)} за ${elapsed(seconds * 1000)}.`,
    existed: (name) =>
      `Те же данные и настройки дают ту же самую модель, до последнего бита: у вас она уже есть, «${name}».`,
    catches: (recall) => `Находит ${hundred(recall)} из 100 токсичных комментариев`,
    wrong: (precision) => `ошибается в ${hundred(1 - precision)} из 100 тревог`,
    flagsNone: 'Среди отложенных комментариев она не отметила ни одного.',
    sentence: (catches, wrong) => `${catches}; ${wrong}.`,
    basis: (rows, positives) =>
      `Измерено на ${number(rows)} ${formats.ru.plural(rows, COMMENTS_PREP)}, которых она не видела; токсичных среди них — ${number(positives)}.`,
    unchecked: 'Для проверки ничего не откладывали, поэтому насколько она хороша, неизвестно.',
    tryIt: 'Попробовать',
    see: 'Открыть модель',
    numbers: 'Числа',
    rocAuc: 'ROC AUC',
    averagePrecision: 'Средняя точность (AP)',
    precision: 'Точность (precision)',
    recall: 'Полнота (recall)',
    f1: 'F1',
    accuracy: 'Доля верных',
    undefined: 'здесь не определено',
    confusion: 'Что она сказала об отложенных комментариях',
    people: 'Люди сказали',
    saidToxic: 'Модель: токсичный',
    saidOther: 'Модель: обычный',
    share: (value) => percent(value, 1),
    terms: 'Слов и сочетаний',
    size: 'Размер',
  },
  warnings: {
    'not-converged':
      'Решатель остановился раньше времени. Разрешите больше шагов или возьмите меньшее C — модель станет точнее.',
    'tiny-class': 'В одном из классов меньше 20 примеров: учиться почти не на чем.',
    'tiny-hold-out': 'Для проверки отложено меньше 20 комментариев одного класса: числа могут сильно врать.',
  },
  failed: 'Модель не получилась',
};

/** A share as "so many of 100", never rounded to all or none unless it is. */
function hundred(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return 'больше 99';
  if (rounded === 0 && share > 0) return 'меньше 1';
  return number(rounded);
}
