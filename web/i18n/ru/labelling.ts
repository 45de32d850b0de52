import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import type { labelling as shape } from '../en/labelling';

const { count, number, percent } = formats.ru;
const COMMENTS = { one: 'комментарий', few: 'комментария', many: 'комментариев', other: 'комментария' };
const OF_COMMENTS = { one: 'комментария', other: 'комментариев' };

export const labelling: typeof shape = {
  title: 'Разметка того, что без метки',
  intro:
    'Сначала идут комментарии, в которых модель уверена меньше всего: метки на них учат лучше прочих. Каждый пятый выбран случайно, чтобы проверять модель.',
  model: 'Модель, которая задаёт порядок',
  ordering: 'Ищем, в чём модель уверена меньше всего',
  stopped: 'Остановлено: порядок ещё не найден',
  stoppedText: 'Метки не изменились. Выберите другую модель или начните с этой заново.',
  orderAgain: 'Начать заново',
  card: 'Комментарий для разметки. Клавиши: 1 токсичный, 0 не токсичный, стрелка вправо пропускает, стрелка влево возвращает.',
  cardOf: (name) =>
    `Комментарий для разметки: ${isolated(name)}? Клавиши: 1 да, 0 нет, стрелка вправо пропускает, стрелка влево возвращает.`,
  question: (name) => `«${isolated(name)}»?`,
  yes: 'Да',
  no: 'Нет',
  progress: (done, all) => `Размечено ${number(done)} из ${count(all, OF_COMMENTS)}`,
  progressLabel: 'Размечено',
  unsure: 'здесь модель не уверена',
  random: 'выбран случайно',
  toxic: 'Токсичный',
  other: 'Не токсичный',
  skip: 'Пропустить',
  back: 'Отменить',
  agreement: (agreed, rows) =>
    rows === 0
      ? 'Когда случайно выбранные комментарии получат метки, здесь будет видно, как часто модель с вами согласна.'
      : `Из ${count(rows, OF_COMMENTS)}, выбранных случайно, модель согласна с вами в ${number(agreed)} (${percent(agreed / rows)}).${rows < 30 ? ' Судить по этому можно примерно с 30.' : ''}`,
  done: 'У всех комментариев есть метка',
  doneText: (n) =>
    n === 0
      ? 'Размечать здесь нечего.'
      : `Вы разметили ${count(n, COMMENTS)}. Обучите на них модель или вернитесь назад.`,
  train: 'Обучить на наборе',
  skippedTitle: (n) => `Пропущено: ${count(n, COMMENTS)}`,
  again: 'Пройти их ещё раз',
};
