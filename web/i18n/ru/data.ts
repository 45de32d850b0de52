import type { data as shape } from '../en/data';

export const data: typeof shape = {
  title: 'Какие комментарии у вас есть?',
  intro: 'Файлы читаются здесь и остаются здесь.',
};
