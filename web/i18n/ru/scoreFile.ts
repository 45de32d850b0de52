import { formats } from '#shared/messages/format';
import { cut, isolated } from '#shared/messages/isolated';
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
  between: (n) => `Между вашими границами: ${count(n, COMMENTS)}. Пусть посмотрит человек.`,
  three: 'Ответов три, по границам со страницы «Оценка»: метка будет 1, 0 или unsure (неясно).',
  refused: (n: number) =>
    `Не удалось прочитать и нет в оценённом файле: ${count(n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}.`,
  save: 'Сохранить оценённый файл',
  saveHelp:
    'CSV со всеми строками и столбцами файла, а за ними score, probability, label и unsure (1, если модель судить не может).',
  keep: 'Сохранить как набор данных',
  keepHelp:
    'Тогда все комментарии с оценками можно упорядочить, отобрать и пометить в разделе «Данные», а ещё выгрузить в Excel и Parquet.',
  keepSafe: 'Апострофы для таблиц в нём останутся.',
  keeping: 'Сохраняем…',
  keepStopped: 'Остановлено. Набор не создан.',
  keepFailed: 'Не удалось сохранить как набор данных',
  kept: (name: string) => `Сохранено как «${isolated(name)}».`,
  keptName: (file: string, model: string | null) =>
    `${cut(file, 100)}, ${model === null ? 'оценено моделями по умолчанию' : `оценено моделью ${cut(model, 80)}`}`,
  open: 'Открыть в разделе «Данные»',
  label: 'Разметить неясные',
  line: {
    title: 'Где провести границу',
    xTitle: 'вероятность, %',
    yTitle: 'комментариев',
    bin: (first, last) => `от ${number(first)} до ${number(last + 1)} %`,
    from: (at) => `Отмечать от ${at}`,
    flags: (n, all, right, missed) =>
      right === null
        ? `Не отмечен ни один из ${count(all, OF_COMMENTS)}; по оценке самой модели, токсичны примерно ${number(missed, 0)}.`
        : `Отмечено ${number(n)} из ${count(all, OF_COMMENTS)}. По оценке самой модели, из 100 отмеченных токсичны примерно ${number(Math.min(99, right), 0)}, а без отметки остаются примерно ${number(missed, 0)} токсичных.`,
    show: (n) => `Показать в данных: ${number(n)}`,
  },
  highest: (n: number) => `Самые высокие оценки (${number(n)})`,
  row: '№',
  score: 'Оценка',
  comment: 'Комментарий',
  close: 'Закрыть',
};
