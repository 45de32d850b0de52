import { exportSklearn } from '#shared/ml/exchange/sklearn/exportSklearn';
import { EXPORTED_SPECS } from '#shared/ml/exchange/sklearn/testing/exportedSpecs';
import { decodeModel } from '#shared/ml/model/decode';
import { labelledTexts, trainedOn } from '#shared/testing/specimens';
import answers from '../../ml/frozen/pipelines.json';

/* Prints models as they are written for scikit-learn: the input of shared/ml/exchange/sklearn/frozen/exported.py. */

const data = labelledTexts(answers.texts, answers.labels);
const files: unknown[] = [];
for (const spec of EXPORTED_SPECS) {
  const { bytes, id } = await trainedOn(data, spec);
  files.push(JSON.parse(exportSklearn(decodeModel(bytes), id).json));
}
console.log(JSON.stringify({ texts: answers.newTexts, files }));
