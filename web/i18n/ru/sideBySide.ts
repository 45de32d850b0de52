import { formats } from '#shared/messages/format';
import type { sideBySide as shape } from '../en/sideBySide';

const { count, list, number } = formats.ru;

export const sideBySide: typeof shape = {
  title: 'Модели рядом',
  choose: 'Выбрать модели…',
  done: 'Готово',
  legend: 'Какие модели спросить ещё',
  most: (limit: number) => `Это ${number(limit)}, больше за раз не спрашивают. Снимите одну, чтобы выбрать другую.`,
  kept: 'Они отвечают по очереди, пока вы пишете. Выбор сохраняется на этом устройстве.',
  caption: 'Что говорит о комментарии каждая модель',
  model: 'Модель',
  score: 'Оценка',
  answer: 'Ответ',
  asking: 'спрашивается…',
  waiting: 'Ответы моделей появятся здесь, пока вы пишете.',
  agreeToxic: (n: number) =>
    n === 2
      ? 'Обе модели отмечают комментарий.'
      : `Отмечают все ${count(n, { one: 'модель', few: 'модели', many: 'моделей', other: 'модели' })}.`,
  agreeOther: (n: number) =>
    n === 2
      ? 'Ни одна из двух моделей его не отмечает.'
      : `Не отмечает ни одна из ${count(n, { one: 'модели', other: 'моделей' })}.`,
  disagree: (flagging: readonly string[], others: readonly string[]) =>
    `Ответы расходятся. Отмечают: ${list(flagging)}. Не отмечают: ${list(others)}.`,
  alone: (name: string) => `Ответ есть только у одной модели (${name}), сравнить его не с чем.`,
  nobody: 'Ответов, которые можно сравнить, нет.',
  undecided: (n: number) => `Не уверены: ${number(n)}.`,
  otherLabel: (label: string) => `Отвечает о другой метке (${label}), поэтому здесь не в счёт.`,
  spread: 'Оценки моделей разного вида измеряются по-разному: сравнивайте ответы.',
};
