import { sklearnCode } from '#shared/ml/sklearnCode/sklearnCode';
import { CODE_SPECS } from '#shared/ml/sklearnCode/testing/codeSpecs';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import pipelines from '../../ml/frozen/pipelines.json';

/* Prints the code of every spec of codeSpecs.ts with the comments to run it on; see shared/ml/sklearnCode/frozen/code.py. */
const { texts, labels, newTexts } = pipelines;
const cases = CODE_SPECS.map((spec) => ({ spec, code: sklearnCode(parsePipelineSpec(spec)).code }));
console.log(JSON.stringify({ texts, labels, newTexts, cases }));
