import type { predict as shape } from '../en/predict';

export const predict: typeof shape = {
  title: 'Токсичен ли этот комментарий?',
  intro: 'Наберите или вставьте текст. Он не покинет это устройство.',
};
