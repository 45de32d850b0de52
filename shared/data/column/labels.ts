/** The label of a row without one; the others are 0 and 1. */
export const UNLABELLED = 255;
