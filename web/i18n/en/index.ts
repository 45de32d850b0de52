import { common } from './common';
import { models } from './models';
import { predict } from './predict';

/** English, and the shape every language has. */
export const en = { common, models, predict };
