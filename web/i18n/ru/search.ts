import { formats } from '#shared/messages/format';
import type { search as shape } from '../en/search';
import { choiceNames } from '../estimatorNames';

const { count, number, percent, plural } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const ROUNDS = { one: 'раунд', few: 'раунда', many: 'раундов', other: 'раунда' };
const THREADS = { one: 'поток', few: 'потока', many: 'потоков', other: 'потока' };
const COMBINATIONS = { one: 'сочетание', few: 'сочетания', many: 'сочетаний', other: 'сочетания' };

export const search: typeof shape = {
  title: 'Поиск настроек получше',
  intro: 'Настройки сравниваются перекрёстной проверкой; за основу берутся те, что в форме выше.',
  judgedBy: 'По какой пометке сравнивать',
  method: 'Как искать',
  methods: { grid: 'все сочетания', random: 'случайные сочетания', halving: 'последовательный отсев' },
  methodHelp: {
    grid: 'Все сочетания значений, выбранных ниже.',
    random: 'Значения берутся наугад между наименьшим и наибольшим или среди вариантов.',
    halving: 'Все сочетания на части комментариев, лучшая треть на втрое большей части, и так далее.',
  },
  axes: 'Что менять',
  axis: {
    'text.normalize': 'Написание',
    'text.tokens': 'Формы слов',
    features: 'На что она смотрит',
    'features.0.minDf': 'Не брать то, что встретилось реже, чем в стольких комментариях',
    'estimator.kind': 'Вид модели',
    'estimator.classWeight': 'Вес редкого класса',
    'estimator.alpha': 'Сглаживание (alpha)',
    'estimator.beta': 'Доля наивного Байеса (beta)',
    'estimator.c': 'Свобода подгонки (C)',
  },
  choices: {
    'text.normalize': { none: 'как есть', standard: 'привести в порядок', deobfuscate: 'снять маскировку' },
    'text.tokens': { plain: 'как есть', stem: 'основы', lemma: 'словарные формы' },
    features: { words: 'слова', pairs: 'слова и пары', characters: 'символы', all: 'слова, пары и символы' },
    'estimator.kind': choiceNames('ru'),
    'estimator.classWeight': { none: 'одинаковый', balanced: 'уравновешенный' },
  },
  values: 'Значения через пробел',
  valuesOf: (setting) => `${setting}: значения`,
  count: 'Сколько сочетаний попробовать',
  folds: 'Частей при перекрёстной проверке',
  seed: 'Зерно случайности',
  metric: 'Сравнивать по',
  metrics: { rocAuc: 'ROC AUC', averagePrecision: 'средней точности', f1: 'F1 при пороге' },
  metricHelp: {
    rocAuc: 'Как часто токсичный комментарий получает оценку выше, чем обычный.',
    averagePrecision: 'Точность по пути вниз от самой высокой оценки: для редких классов.',
    f1: 'Находки и ложные тревоги при пороге, который выберут настройки. Медленнее.',
  },
  plan: (candidates, folds) =>
    `${number(candidates)} × ${number(folds)} = ${number(candidates * folds)} обучений в фоне; одно ядро остаётся странице.`,
  planThere: (candidates, folds) =>
    `${number(candidates)} × ${number(folds)} = ${number(candidates * folds)} обучений.`,
  planHalving: (candidates, rounds) =>
    `${count(candidates, COMBINATIONS)}, ${count(rounds, ROUNDS)}; последний — на всех комментариях.`,
  problems: {
    numbers: 'Здесь нужны числа через пробел.',
    choices: 'Выберите хотя бы один вариант.',
    value: 'Одно из этих значений не подходит.',
    whole: 'Здесь нужно целое число от 1 (частей — от 2).',
    folds: (limit) => `В редком классе комментариев: ${number(limit)}. Частей может быть не больше.`,
    tooMany: (found, limit) =>
      `Получается ${count(found, COMBINATIONS)}, а можно не больше ${number(limit)}. Уберите лишние значения.`,
    nothing: 'Выберите хотя бы одну настройку.',
  },
  start: 'Искать',
  goOn: 'Продолжить поиск',
  startAnew: 'Искать заново',
  stop: 'Остановить и оставить лучшее',
  clear: 'Убрать',
  changed: 'С тех пор комментарии изменились, поэтому искать можно только заново.',
  busy: 'Сравниваем настройки',
  counting: 'Читаем комментарии и считаем слова',
  progress: (trials, of, threads) => `Готово ${number(trials)} из ${number(of)}; работает ${count(threads, THREADS)}.`,
  failed: 'Поиск прервался',
  noTrial: 'Обучить не удалось ни с одним сочетанием.',
  best: (metric, mean, sd) => `Лучшее на сейчас: ${metric} ${mean} ± ${sd} (разброс между частями).`,
  begun: (metric, mean, done, folds) =>
    `Первая проба: ${metric} ${mean} после ${number(done)} из ${number(folds)} частей.`,
  bestDone: (metric, mean, sd) => `Лучшее: ${metric} ${mean} ± ${sd} (разброс между частями).`,
  close: (others) =>
    others === 0
      ? 'Ни одно другое не отстаёт меньше чем на одно стандартное отклонение.'
      : `В пределах одного стандартного отклонения от него ещё ${number(others)}: уверенно выбрать нельзя.`,
  use: 'Взять эти настройки',
  used: 'Эти настройки теперь в форме. Нажмите «Обучить», чтобы сделать модель.',
  trials: 'Что испробовано, лучшее сверху',
  rank: 'Место',
  mean: 'Среднее',
  sd: '±',
  share: 'Комментарии',
  remark: 'Заметка',
  shareOf: (share) => percent(share),
  notConverged: 'остановлено раньше времени',
  chart: (metric, setting) => `${metric} каждой попытки в зависимости от настройки «${setting}»`,
  against: 'Показать оценку в зависимости от',
  asTable: 'Таблицей',
  showAll: (total) => `Показать все (${number(total)})`,
  curve: {
    title: 'Помогут ли новые комментарии?',
    intro: 'Настройки из формы: обучение на восьмой части, четверти, половине и на всех комментариях.',
    start: 'Измерить',
    busy: 'Учимся на частях комментариев',
    rows: 'Комментариев для обучения',
    train: 'На том, на чём училась',
    validation: 'На том, чего не видела',
    chart: 'Оценка в зависимости от числа комментариев для обучения',
    verdict: {
      moreData: (last, next) =>
        `Новые комментарии помогут: последнее удвоение дало ${last}, следующее может дать около ${next}.`,
      flat: () =>
        'Новые комментарии такого рода вряд ли помогут: кривая ровная. Попробуйте другие признаки или настройки.',
      overfits: () =>
        'Новые комментарии вряд ли помогут, а выученное модель знает намного лучше остального: попробуйте меньшее C.',
      unclear: (last) => `Сказать нельзя: последнее удвоение дало ${last}, а это меньше разброса между частями.`,
      unknown: () => 'Сказать нельзя: слишком мало частей, на которых удалось обучить.',
    },
    failedPoints: 'Некоторые части слишком малы, чтобы на них учиться.',
  },
  comments: (rows) => `${number(rows)} ${plural(rows, COMMENTS)}`,
};
