import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { scoreFile as shape } from '../en/scoreFile';

const { bytes, count, number, plural } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const OF_COMMENTS = { one: 'комментария', other: 'комментариев' };

export const scoreFile: typeof shape = {
  title: (name: string) => `Оценить «${isolated(name)}»`,
  reading: 'Просматриваем файл…',
  column: 'В каком столбце комментарии?',
  model: 'Модель',
  automatic: 'По языку каждого комментария',
  example: (text: string) => `Первый из них: ${text}`,
  safe: 'Безопасно для таблиц',
  safeHelp: 'Перед ячейкой, которую программа таблиц приняла бы за формулу, ставится апостроф.',
  start: 'Оценить',
  busy: (name: string) => `Оценивается «${isolated(name)}»`,
  detail: (rows: number, read: number) => `${count(rows, COMMENTS)}, прочитано ${bytes(read)}`,
  stopped: 'Остановлено. Ничего не сохранено.',
  failed: 'Не удалось оценить файл',
  done: (flagged: number, rows: number) =>
    rows === 0
      ? 'Ни одного комментария прочитать не удалось.'
      : flagged === 0
        ? `Не отмечен ни один из ${count(rows, OF_COMMENTS)}.`
        : `${plural(flagged, { one: 'Отмечен', other: 'Отмечено' })} ${number(flagged)} из ${count(rows, OF_COMMENTS)}.`,
  unsure: (n: number, unread: number) =>
    `О части комментариев модель судить не может: ${number(n)}${unread === 0 ? '' : `, из них на языках без модели: ${number(unread)}`}.`,
  refused: (n: number) =>
    `Не удалось прочитать и нет в оценённом файле: ${count(n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}.`,
  save: 'Сохранить оценённый файл',
  saveHelp:
    'CSV со всеми строками и столбцами файла, а за ними score, probability, label и unsure (1, если модель судить не может).',
  highest: (n: number) => `Самые высокие оценки (${number(n)})`,
  row: '№',
  score: 'Оценка',
  comment: 'Комментарий',
  close: 'Закрыть',
};
