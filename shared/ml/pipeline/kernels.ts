import { searchFold } from '../search/searchFold';
import { countPart } from '../vectorizer/count/countPart';

/** What pools are made to run, on every host. */
export const kernels = { countPart, searchFold };

export type MlKernels = typeof kernels;
