import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { tasks as shape } from '../en/tasks';

const { bytes, count, number, plural } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const OF_COMMENTS = { one: 'комментария', few: 'комментариев', many: 'комментариев', other: 'комментария' };

export const tasks: typeof shape = {
  title: (live) =>
    live === 0
      ? 'Ничего не выполняется'
      : `${plural(live, { one: 'Выполняется', few: 'Выполняются', many: 'Выполняется', other: 'Выполняется' })} ${count(live, { one: 'задача', few: 'задачи', many: 'задач', other: 'задачи' })}`,
  intro:
    'Всё, что занимает время: импорт, отчёты, обучение, оценка файлов, экспорт. Работа идёт и тогда, когда вы открыли другой раздел, и видна здесь в каждом окне.',
  live: 'Выполняются',
  ended: 'Завершены',
  empty: {
    title: 'Задач пока не было',
    text: 'Импортируйте файл, обучите модель или оцените целый файл: здесь будет видно, как идёт работа и чем она закончилась.',
    action: 'Перейти к данным',
  },
  states: {
    waiting: 'Ждёт очереди',
    running: 'Выполняется',
    done: 'Готово',
    failed: 'Не удалось',
    cancelled: 'Остановлено',
    interrupted: 'Прервано',
  },
  interrupted: (percent) =>
    percent === null
      ? 'Страницу, на которой шла работа, закрыли. Ничего недоделанного не сохранено.'
      : `Страницу, на которой шла работа, закрыли на ${percent}. Ничего недоделанного не сохранено.`,
  chooseAgain: 'После перезагрузки браузер не отдаёт странице прежний файл: его нужно выбрать ещё раз.',
  cannotRepeat: 'Повторить отсюда нельзя: не сохранилось, какие комментарии были на экране.',
  elsewhere: 'Выполняется в другом окне.',
  times: (started, finished, took) =>
    finished === null ? `Начало: ${started}` : `Начало: ${started} · конец: ${finished} · заняло ${took}`,
  waiting: (since) => `Ждёт с ${since}`,
  neverStarted: (finished) => `Не начиналось · конец: ${finished}`,
  detail: {
    import: (rows, read, total) =>
      `${count(rows, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}, ${bytes(read)} из ${bytes(total)}`,
    explore: (done, total) =>
      `${number(done)} из ${count(total, { one: 'раздела', few: 'разделов', many: 'разделов', other: 'раздела' })}`,
    'score-file': (rows) => count(rows, COMMENTS),
    search: (done, total) =>
      `${number(done)} из ${count(total, { one: 'шага', few: 'шагов', many: 'шагов', other: 'шага' })}`,
    export: (done, total) => `${number(done)} из ${count(total, OF_COMMENTS)}`,
  },
  made: {
    rows: (n) => count(n, COMMENTS),
    scoredGone: 'Оценённый файл хранился, только пока была открыта его страница.',
  },
  open: 'Открыть',
  tryIt: 'Попробовать',
  again: 'Повторить',
  choose: 'Выбрать файл снова…',
  stop: 'Остановить',
  remove: 'Убрать из списка',
  named: (action, what) => `${action}: ${isolated(what)}`,
  clear: 'Очистить список',
  clearHelp: 'То, что сделали задачи, останется.',
  cleared: (n) =>
    `${plural(n, { one: 'Убрана', few: 'Убраны', many: 'Убрано', other: 'Убрано' })} из списка ${count(n, { one: 'задача', few: 'задачи', many: 'задач', other: 'задачи' })}.`,
  storageError: 'Список не удалось сохранить',
};
