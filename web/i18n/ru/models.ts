import type { models as shape } from '../en/models';

export const models: typeof shape = {
  title: 'Какие модели здесь есть?',
  intro: 'Модель — это один файл. Его можно хранить, передать и вернуть.',
};
