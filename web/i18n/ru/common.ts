import { formats } from '#shared/messages/format';
import type { common as shape } from '../en/common';

const { bytes, count, duration, number } = formats.ru;

/** Знаков после запятой у границы — столько же, сколько у неё самой. */
const digits = (bound: number) => String(bound).split('.')[1]?.length ?? 0;

export const common: typeof shape = {
  pages: { predict: 'Оценка', data: 'Данные', explore: 'Анализ', train: 'Обучение', models: 'Модели' },
  pagesLabel: 'Разделы',
  skip: 'Перейти к странице',
  loading: 'Загрузка…',
  notFound: { title: 'Такой страницы нет', text: 'Возможно, в адресе опечатка.', action: 'Перейти к оценке' },
  place: 'Только на этом устройстве',
  readyOffline: 'Работает без сети',
  gettingReady: 'Готовится к работе без сети',
  needsNetwork: 'Без сети не откроется',
  offline: 'Сети нет. Всё здесь работает и без неё.',
  offlineNotReady: 'Сети нет, а загрузилось ещё не всё',
  offlineMissing:
    'Сеть пропала раньше, чем Moderato сохранился на этом устройстве. То, что на экране, останется; разделам, которые вы ещё не открывали, и моделям, которыми ещё не пользовались, сеть понадобится ещё раз.',
  offlineOnce: 'Готово к работе без сети: теперь приложение откроется и без интернета.',
  storageUsed: (used: number, quota: number) => `${bytes(used)} из ${bytes(quota)}`,
  update: {
    text: 'Готова новая версия Moderato.',
    later: 'Позже',
    apply: 'Перезагрузить',
    busy: 'Готова новая версия. Её можно будет загрузить, когда закончится текущая работа.',
    stale: 'Эту версию Moderato сменила новая. Перезагрузите страницу, чтобы продолжить.',
    unsaved: 'Комментарий или файл, открытый здесь, при этом пропадёт.',
  },
  settings: {
    title: 'Настройки',
    theme: 'Оформление',
    themes: { system: 'Как в системе', light: 'Светлое', dark: 'Тёмное' },
    language: 'Язык',
    blur: 'Размывать грубые слова',
    blurHelp:
      'Размываются грубые слова и комментарии с ними, а ещё комментарии с пометкой «токсичный» и вовсе без пометки. Чтобы прочесть, наведите курсор или фокус.',
    storage: 'Хранилище',
    storageText: (used: number, quota: number) =>
      `Занято ${bytes(used)}; браузер разрешает здесь около ${bytes(quota)}.`,
    persisted: 'Браузер хранит эти данные, пока вы их не удалите.',
    notPersisted: 'Браузер может удалить эти данные, если на диске кончится место.',
    persist: 'Попросить хранить',
    persistRefused: 'Браузер не согласился. Обычно помогает установить приложение или чаще его открывать.',
    install: 'Установить приложение',
    installHelp: 'У него будет своё окно, и оно откроется без сети.',
    about: (version: string) => `Moderato ${version}. Без учётных записей, без слежки, без запросов наружу.`,
    thirdParty: 'Из чего сделано',
  },
  share: {
    title: 'С вами поделились',
    from: (source: string) =>
      `Это прислала страница ${source}. Ничего ещё не открыто и не сохранено. Открывайте, только если вы этого просили.`,
    unknown:
      'Это прислало другое приложение или сайт. Ничего ещё не открыто и не сохранено. Открывайте, только если вы этого просили.',
    table: (name: string, size: number) => `${name}, ${bytes(size)}`,
    model: (name: string, size: number) => `Модель ${name}, ${bytes(size)}: она добавится к вашим моделям`,
    replaces: 'Этот текст заменит комментарий, который вы пишете.',
    accept: 'Открыть',
    replace: 'Заменить мой комментарий',
    decline: 'Не открывать',
    refusedTitle: 'Принять это не удалось',
    tooLarge: `Здесь больше ${bytes(256 * 1024 * 1024)} или больше 20 файлов. Откройте файлы в разделе «Данные».`,
    noRoom: 'Для этого не хватает места. Удалите ненужный набор данных или модель и поделитесь ещё раз.',
  },
  sample: {
    help: 'Нет файла под рукой? Вот 300 придуманных комментариев без крепких слов, треть из них токсичные.',
    en: 'Попробовать на английском',
    ru: 'Попробовать на русском',
    name: { en: 'Пример (английский)', ru: 'Пример' },
  },
  stop: 'Остановить',
  stopping: 'Останавливается…',
  cancel: 'Отмена',
  close: 'Закрыть',
  undo: 'Отменить',
  remove: 'Удалить',
  rename: 'Переименовать',
  save: 'Сохранить',
  retry: 'Попробовать снова',
  dismiss: 'Скрыть',
  copy: 'Скопировать',
  copied: 'Скопировано',
  details: 'Подробности',
  chooseFile: 'Выбрать файл…',
  drop: {
    title: (files) => (files > 1 ? 'Отпустите, чтобы открыть эти файлы' : 'Отпустите, чтобы открыть этот файл'),
    data: 'Таблица комментариев откроется в разделе «Данные»: там вы скажете, как её читать.',
    models: 'Модель (.moderato) откроется в разделе «Модели».',
  },
  dropHere: 'или перетащите его сюда',
  timeLeft: (milliseconds: number) => `осталось около ${duration(milliseconds)}`,
  toxic: 'токсичный',
  other: 'обычный',
  no: 'нет',
  none: 'нет',
  rows: (n: number) => count(n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
  comments: (n: number) =>
    count(n, { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' }),
  lengthLimit: (n: number) => `Сюда помещается не больше ${number(n)} знаков.`,
  number: {
    any: 'число',
    whole: 'целое число',
    needed: (what: string) => `Здесь нужно ${what}.`,
    from: (what: string, min: number) => `Здесь нужно ${what} от ${number(min, digits(min))}.`,
    to: (what: string, max: number) => `Здесь нужно ${what} не больше ${number(max, digits(max))}.`,
    between: (what: string, min: number, max: number) =>
      `Здесь нужно ${what} от ${number(min, digits(min))} до ${number(max, digits(max))}.`,
    above: (what: string, above: number) => `Здесь нужно ${what} больше ${number(above, digits(above))}.`,
    aboveTo: (what: string, above: number, max: number) =>
      `Здесь нужно ${what} больше ${number(above, digits(above))} и не больше ${number(max, digits(max))}.`,
  },
  words: (n: number) => count(n, { one: 'слово', few: 'слова', many: 'слов', other: 'слова' }),
  failed: 'Не получилось',
  pageFailed: 'Не удалось загрузить этот раздел',
  pageFailedText: 'Возможно, пропала сеть или вышла новая версия. Ничего не потеряно: попробуйте ещё раз.',
  recentlyRemoved: {
    title: (n: number) => `Недавно удалённые (${n})`,
    help: 'Удалённое можно восстановить в течение семи дней или пока его место не понадобится для другого.',
    daysLeft: (days: number) =>
      `${days === 1 ? 'остался' : 'осталось'} ${count(days, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
    restore: 'Восстановить',
    deleteNow: 'Удалить сейчас',
    confirmTitle: (name: string) => `Удалить «${name}» сейчас?`,
    confirmText: 'После этого восстановить не получится.',
  },
  damaged: {
    title: 'Повреждённые записи',
    help: 'Их не удаётся прочесть. Всё остальное работает. Сохраните их, если кому-то стоит в них разобраться.',
    unnamed: 'Без названия',
    save: 'Сохранить как JSON',
    fileName: 'повреждено',
  },
};
