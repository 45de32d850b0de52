import { countPart } from './countPart';
import { searchFold } from './searchFold';

/** What pools are made to run, on every host. */
export const kernels = { countPart, searchFold };

export type MlKernels = typeof kernels;
