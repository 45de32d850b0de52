import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { models as shape } from '../en/models';
import { modelNames } from '../estimatorNames';

const { bytes, count, elapsed, list, number, percent, plural } = formats.ru;
const IN_ROWS = { one: 'строке', other: 'строках' };

export const models: typeof shape = {
  title: 'Какие модели здесь есть?',
  found: (n: number) =>
    n === 1
      ? 'Здесь одна модель'
      : `Здесь ${count(n, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}`,
  intro: 'Модель — это один файл. Его можно хранить, передать и снова импортировать: везде это та же самая модель.',
  defaultName: (language: 'en' | 'ru', kind: string | null) => {
    const name = language === 'en' ? 'Английская' : 'Русская';
    return kind === null ? name : `${name}, ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  },
  labelNames: {
    toxic: 'токсично',
    severe_toxic: 'очень токсично',
    obscene: 'непристойно',
    threat: 'угроза',
    insult: 'оскорбление',
    identity_hate: 'ненависть к группе',
  },
  import: 'Импортировать модель…',
  importing: (name: string) => `Проверяется «${isolated(name)}»…`,
  imported: (name: string) => `«${isolated(name)}» теперь здесь.`,
  isDefault: (name: string) => `Это «${isolated(name)}», она идёт вместе с Moderato. Хранить её ещё раз незачем.`,
  own: 'Ваши модели',
  noneOwn:
    'Пока нет. Обучите модель на своих комментариях или импортируйте файл, который вам передали: .moderato, zip с несколькими или JSON из scikit-learn.',
  shipped: {
    title: 'Модели, которые идут вместе с Moderato',
    help: 'Их нельзя изменить или удалить. Те, что не отмечены как рекомендуемые, нужны для сравнения.',
    badge: 'Встроенная',
    recommended: 'рекомендуется',
    flags: (precision: number, recall: number) =>
      `Из 100 отмеченных комментариев токсичны ${number(100 * precision, 0)}; из 100 токсичных модель находит ${number(100 * recall, 0)}.`,
    here: 'на этом устройстве',
    notYet: (size: number) => `${bytes(size)}, загрузится при первом использовании`,
  },
  memory: {
    ready: (milliseconds: number) => `в памяти, загружена за ${elapsed(milliseconds)}`,
    not: 'не в памяти',
    load: 'Загрузить в память',
    unload: 'Выгрузить',
    failed: 'Не удалось загрузить модель',
  },
  removeAll: 'Удалить все, кроме встроенных',
  removedAll: (n: number) =>
    `${plural(n, { one: 'Удалена', other: 'Удалено' })} ${count(n, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}.`,
  existed: (name: string) => `«${isolated(name)}» уже была здесь; ничего не изменилось.`,
  importFailed: (name: string) => `«${isolated(name)}» не импортирован`,
  listFailed: 'Не удаётся показать модели',
  train: 'Обучить модель',
  score: 'Оценить комментарии',
  export: 'Сохранить в файл',
  exportFailed: 'Не удалось сохранить файл',
  renameTitle: 'Переименовать модель',
  name: 'Название',
  nameEmpty: 'Без названия модель не найти.',
  removed: (name: string) => `Модель «${isolated(name)}» удалена.`,
  trainedOn: (rows: number, dataset: string | null) =>
    dataset === null
      ? `обучена на ${count(rows, IN_ROWS)}`
      : `обучена на ${count(rows, IN_ROWS)} из «${isolated(dataset)}»`,
  fromFile: 'импортирована',
  size: (size: number) => bytes(size),
  kinds: modelNames('ru'),
  analyzers: {
    word: (min: number, max: number) => {
      const upTo = count(max, { one: 'слова', other: 'слов' });
      if (max === 1) return 'словам';
      if (min > 1) return min === max ? `цепочкам из ${upTo}` : `цепочкам от ${number(min)} до ${upTo}`;
      return max === 2 ? 'словам и парам слов' : `словам и цепочкам до ${upTo}`;
    },
    char: (min: number, max: number) =>
      min === max
        ? `цепочкам из ${count(min, { one: 'символа', other: 'символов' })}`
        : `цепочкам от ${number(min)} до ${count(max, { one: 'символа', other: 'символов' })}`,
    char_wb: (min: number, max: number) =>
      min === max
        ? `частям слов по ${count(min, { one: 'символу', few: 'символа', many: 'символов', other: 'символа' })}`
        : `частям слов от ${number(min)} до ${count(max, { one: 'символа', other: 'символов' })}`,
  },
  surface: 'манере письма: заглавным, знакам, длине, частям речи',
  on: (kind: string, features: readonly string[]) => `${kind} по ${formats.ru.list(features)}`,
  quality: (precision: number, recall: number) =>
    `Из отмеченных ею комментариев токсичны ${percent(precision)}; из токсичных она находит ${percent(recall)}.`,
  qualityNothing: (recall: number) =>
    `На отложенных строках она ничего не отметила верно: из токсичных находит ${percent(recall)}.`,
  heldOut: (rows: number) => `Проверено на ${count(rows, IN_ROWS)}, которых она не видела.`,
  notMeasured: 'Качество не измерено: строк для проверки не откладывали.',
  warnings: {
    'not-converged': 'Обучение остановилось до сходимости. Если разрешить больше итераций, модель может стать лучше.',
    'tiny-class': 'В одном из классов было очень мало строк. Ждите ошибок на нём.',
    'tiny-hold-out': 'Отложено мало строк, поэтому числа приблизительны.',
    'threshold-not-attained': 'Ни один порог не даёт того, что требует правило; взят ближайший.',
    'calibration-reversed': 'На незнакомых строках её оценки не лучше случайных. Не полагайтесь на неё.',
  },
  list: {
    filter: 'Найти модель',
    filterHelp: 'По названию, виду, пометке, данным или заметкам',
    order: 'Порядок',
    orders: {
      newest: 'Сначала новые',
      name: 'По названию',
      quality: 'Сначала лучшие',
      size: 'Сначала большие',
    },
    none: 'Ни одна модель не подходит. Очистите поле, чтобы увидеть все.',
    select: (name: string) => `Выбрать «${isolated(name)}»`,
    selected: (n: number) =>
      `${plural(n, { one: 'Выбрана', other: 'Выбрано' })} ${count(n, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}`,
    selectAll: 'Выбрать все',
    clear: 'Снять выбор',
    load: 'Загрузить в память',
    unload: 'Выгрузить',
    remove: 'Удалить',
    zip: 'Сохранить в zip',
    zipName: 'moderato-models',
    more: 'Ещё',
    sklearn: 'Сохранить для scikit-learn (JSON)',
    script: 'Сохранить как JavaScript',
    duplicate: 'Взять её настройки для обучения',
    duplicated: (name: string) => `В форме теперь настройки модели «${isolated(name)}».`,
    leftOut: {
      probabilities: 'Сохранено без вероятностей: в scikit-learn нет бета-калибровки. Оценки и пометки те же.',
      knownWords: 'Сохранено без слов, которые модель читала: там она никогда не скажет, что не может судить.',
    },
    importedSeveral: (added: number, known: number) =>
      `Добавлено: ${count(added, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}${known === 0 ? '' : `, уже были здесь: ${number(known)}`}.`,
    figure: (f1: number) => `F1 ${number(f1, 2)}`,
    figureHelp: 'F1 на комментариях, которых она не видела: 1 — без ошибок',
    about: (bytesHeld: number) => `около ${bytes(bytesHeld)}`,
    unknownRows: 'на чём обучена, неизвестно',
    notes: 'Заметки',
    notesHelp: 'Для себя: для чего она, что пробовали. Хранятся на этом устройстве, а не в файле.',
    notesKept: 'Сохранено на этом устройстве, а не в файле.',
    mine: 'Ваши',
    shipped: 'Идут вместе с Moderato',
    confirmAll: {
      title: 'Удалить все ваши модели?',
      text: (n: number) =>
        `Из списка ${plural(n, { one: 'уйдёт', other: 'уйдут' })} ${count(n, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}. Семь дней каждую можно вернуть, потом она удаляется насовсем. Модели, которые идут вместе с Moderato, останутся.`,
      action: 'Удалить',
    },
    aspects: {
      features: (features: readonly string[]) => `по ${formats.ru.list(features)}`,
      kind: (kind: string) => `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`,
      normalize: 'маскировка снята',
      tokens: { stem: 'основы слов', lemma: 'словарные формы' },
      balanced: 'классы уравнены',
      calibrated: 'откалибрована',
      stopWords: 'без частых слов',
      rows: (n: number) =>
        count(n, { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' }),
      seed: (seed: number) => `seed ${seed}`,
    },
  },
  details: {
    quality: 'Качество',
    byLabel: 'Каждая пометка по названию',
    labelColumn: 'Пометка',
    heldOutPositives: 'Из отложенных',
    ofLabels: (warning: string, labels: readonly string[]) =>
      `${list(labels.map((name) => `«${isolated(name)}»`))}: ${warning}`,
    flags: (n: number, all: number) =>
      `Из ${count(all, { one: 'отложенного комментария', other: 'отложенных комментариев' })} отмечено ${number(n)}:`,
    tp: (n: number) => `токсичных и отмеченных — ${number(n)}`,
    fp: (n: number) => `отмеченных по ошибке — ${number(n)}`,
    fn: (n: number) => `токсичных и пропущенных — ${number(n)}`,
    tn: (n: number) => `верно не отмеченных — ${number(n)}`,
    precision: 'Точность',
    recall: 'Полнота',
    f1: 'F1',
    accuracy: 'Доля верных',
    balancedAccuracy: 'Доля верных по классам',
    mcc: 'MCC (от −1 до 1)',
    rocAuc: 'ROC AUC',
    interval: (lower: number, upper: number) => `(95%-й интервал от ${number(lower, 3)} до ${number(upper, 3)})`,
    averagePrecision: 'Средняя точность (AP)',
    logLoss: 'Логистические потери (меньше — лучше)',
    brier: 'Оценка Брайера (меньше — лучше)',
    ece: 'Ошибка калибровки (ECE)',
    undefinedMetric: 'здесь не определено',
    recipe: 'Рецепт',
    estimator: 'Метод',
    strength: 'C',
    tol: 'tol',
    maxIter: 'maxIter',
    alpha: 'alpha',
    classWeight: 'Веса классов',
    features: 'Признаки',
    block: (kind: string, looksAt: string) => `${kind} по ${looksAt}`,
    terms: (n: number) => count(n, { one: 'признак', few: 'признака', many: 'признаков', other: 'признака' }),
    columns: (n: number) => count(n, { one: 'столбец', few: 'столбца', many: 'столбцов', other: 'столбца' }),
    compact: 'Сжатие',
    compacted: (kept: number, all: number) => `оставлено ${number(kept)} признаков из ${number(all)}`,
    cost: (before: number, after: number) => `ROC AUC ${number(before, 4)} до, ${number(after, 4)} после`,
    threshold: 'Порог',
    thresholds: {
      standard: (at: string) => `${at}, обычный`,
      given: (at: string) => `${at}, задан в настройках`,
      own: (at: string) => `${at}, выбран здесь`,
      maxF1: (standardErrors: number | undefined) =>
        standardErrors === undefined ? 'лучшая F1' : 'меньше всего отмеченных при почти лучшей F1',
      minPrecision: (share: number) => `точность не ниже ${exact(share)}`,
      minRecall: (share: number) => `полнота не ниже ${exact(share)}`,
      attained: (at: string, asked: string) => `${at}, подобран по правилу «${isolated(asked)}».`,
      missed: (at: string, asked: string) =>
        `${at}. Правило «${isolated(asked)}» не выполнил ни один порог, взят ближайший.`,
      spread: (lowest: string, highest: string) => `По отдельным частям данных вышло бы от ${lowest} до ${highest}.`,
      steady: 'По отдельным частям данных порог тот же.',
    },
    calibration: 'Калибровка',
    calibrations: {
      none: 'нет: проценты как есть',
      margin: 'нет: оценки, а не проценты',
      sigmoid: 'по Платту: проценты подобраны на незнакомых строках',
      beta: 'бета: проценты подобраны на незнакомых строках, для высоких и низких оценок порознь',
    },
    prevalence: 'Доля токсичных',
    weighedTo: (share: number) => `взвешено так, будто их ${exact(share)}`,
    weighedFigures: (share: number) =>
      `Показатели ниже взвешены так, будто токсичных ${exact(share)}; в подсчёте выше — все как есть.`,
    heaviest: {
      title: 'Самые весомые признаки',
      help: 'Чем больше число, тем сильнее признак сдвигает оценку.',
      helpSurface: 'На сколько сдвигает оценку одна единица. Доли идут от 0 до 1, количества — по логарифму.',
      toxic: 'За токсичность',
      other: 'Против неё',
      term: 'Признак',
      weight: 'Вес',
      letters: 'символы',
      nothing: 'В эту сторону не сдвигает ни один признак.',
      noNames: 'Признаки этой модели хешированы, поэтому названий у них нет.',
      someNoNames: 'Часть признаков этой модели хеширована: названий у них нет, и в списке их не видно.',
      failed: 'Не удалось прочитать признаки',
    },
    limits: {
      title: 'Для чего она и чего не умеет',
      learnt: (rows: number, dataset: string | null) =>
        `Она училась на ${count(rows, { one: 'комментарии', other: 'комментариях' })}${dataset === null ? '' : ` из «${isolated(dataset)}»`}. На похожих ждите того же, на других худшего: другой сайт, другая тема, другое время.`,
      unknown: 'На чём она училась, здесь неизвестно. Прежде чем полагаться на неё, измерьте её на своих комментариях.',
      few: 'Это мало: отдельные слова решают больше, чем следует.',
      notMeasured: 'Комментариев для проверки не откладывали, и как она справится с новыми, неизвестно.',
      alone:
        'Она взвешивает слова и части слов, а не смысл: её сбивают ирония, цитаты и названия групп. Решать о людях должен человек.',
    },
    share: (n: number, part: number) => `${number(n)} (${percent(part, 1)})`,
    heldOutShare: 'Отложено',
    seed: 'Зерно',
    rows: 'Строк',
    positives: 'Токсичных',
    identity: 'Идентификация',
    id: 'Идентификатор',
    idHelp: 'Те же данные, настройки и зерно дают тот же идентификатор на любой машине.',
    data: 'Отпечаток данных',
    licence: 'Лицензия данных',
    note: 'Примечание',
    created: 'Здесь с',
    size: 'Размер',
    json: 'Все настройки в JSON',
    copyId: 'Скопировать идентификатор',
  },
};

/** A share with the decimal that it needs: "90%", "99.5%". */
function exact(share: number): string {
  return percent(share, Number.isInteger(Math.round(share * 1000) / 10) ? 0 : 1);
}
