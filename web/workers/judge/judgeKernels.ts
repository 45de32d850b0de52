import { decodeModel } from '#shared/ml/model/decode';
import { createJudgeKernels, type JudgeKernels } from '#shared/ml/scoring/judgeRows';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { readModelFile } from '../../storage/modelFile';

/** Kernels that score with the models of this device, which are named by their ids. */
export function judgeKernels(): JudgeKernels {
  return createJudgeKernels(async (id) => loadScorer(decodeModel((await readModelFile(id)).bytes)));
}
