import type { train as shape } from '../en/train';

export const train: typeof shape = {
  title: 'Чему научить модель?',
  intro: 'Обучение идёт на этом устройстве.',
};
