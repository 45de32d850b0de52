import type { IconName } from '../components/Icon';
import type { Words } from '../i18n';

/** The routes in the rail, in its order. */
export const routes = [
  { id: 'predict', path: '/' },
  { id: 'data', path: '/data' },
  { id: 'explore', path: '/explore' },
  { id: 'train', path: '/train' },
  { id: 'models', path: '/models' },
  { id: 'compare', path: '/compare' },
  { id: 'tasks', path: '/tasks' },
] as const satisfies readonly { id: keyof Words['common']['pages'] & IconName; path: string }[];
