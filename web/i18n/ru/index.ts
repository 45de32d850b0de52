import type { en } from '../en';
import { common } from './common';
import { models } from './models';
import { predict } from './predict';

/** Russian. */
export const ru: typeof en = { common, models, predict };
