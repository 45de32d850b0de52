import { common } from './common';
import { data } from './data';
import { models } from './models';
import { predict } from './predict';

/** English, and the shape every language has. */
export const en = { common, data, models, predict };
