import { helpFit } from '../estimators/solvers/sharedWork';
import { searchFold } from '../search/searchFold';
import { fitRowsOf } from '../training/fitRowsOf';
import { scoreFold } from '../validation/scoreFold';
import { countPart } from '../vectorizer/count/countPart';
import { countWordRange } from '../vectorizer/count/wordParts/countWordRange';
import { joinRows } from '../vectorizer/count/wordParts/joinRows';
import { splitWords } from '../vectorizer/count/wordParts/splitWords';

/** What pools are made to run, on every host. */
export const kernels = { countPart, splitWords, countWordRange, joinRows, searchFold, scoreFold, fitRowsOf, helpFit };

export type MlKernels = typeof kernels;
