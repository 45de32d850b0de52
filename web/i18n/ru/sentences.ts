import { formats } from '#shared/messages/format';
import type { sentences as shape } from '../en/sentences';

const { count, number, plural } = formats.ru;
const OF_SENTENCES = { one: 'предложения', other: 'предложений' };

export const sentences: typeof shape = {
  title: 'По предложениям',
  list: 'Предложения с оценками; нажатие выделяет предложение в тексте',
  highest: 'самая высокая',
  both: (flagged: number, all: number) =>
    flagged === all
      ? `Отмечен и весь текст, и каждое из ${count(all, OF_SENTENCES)}.`
      : `Отмечен и весь текст, и ${number(flagged)} из ${count(all, OF_SENTENCES)}.`,
  onlyWhole: (all: number) =>
    `Весь текст отмечен, хотя по отдельности не отмечено ни одно из ${count(all, OF_SENTENCES)}: набирается в сумме.`,
  onlySentences: (flagged: number, all: number) =>
    `Весь текст не отмечен, хотя по отдельности ${plural(flagged, { one: 'отмечено', few: 'отмечены', other: 'отмечено' })} ${number(flagged)} из ${count(all, OF_SENTENCES)}: остальное перевешивает.`,
  neither: (all: number) => `Не отмечены ни весь текст, ни одно из ${count(all, OF_SENTENCES)}.`,
  cannotTell: (flagged: number, all: number) =>
    `О тексте целиком модель судить не может. По отдельности ${plural(flagged, { one: 'отмечено', few: 'отмечены', other: 'отмечено' })} ${number(flagged)} из ${count(all, OF_SENTENCES)}.`,
  meaning:
    'Каждое оценено как отдельный комментарий, поэтому в сумме они не дают оценку целого. Решение вынесено по всему тексту.',
  only: (shown: number, all: number) => `Самые высокие оценки: ${number(shown)} из ${number(all)}, в порядке текста.`,
};
