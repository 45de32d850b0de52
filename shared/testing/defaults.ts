import { sha256Hex } from '../base/hash';
import { decodeModel } from '../ml/model/decode';
import { DEFAULTS_VERSION, type DefaultModel, type DefaultModels } from '../ml/model/defaultModels';
import { modelId } from '../ml/model/digest';
import { encodeModel } from '../ml/model/encode';
import type { Model } from '../ml/model/model';
import { deflateModelFile } from '../ml/model/modelDeflation';
import { probabilityOf } from '../ml/scoring/probability';
import { compactModel, smallModel } from './models';

/** An index of default models and the files it names, by name. */
export interface SpecimenDefaults {
  readonly index: DefaultModels;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** Two default models: `en`, recommended, of one label, and `ru-svc` of two. */
export function specimenDefaults(): SpecimenDefaults {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const add = (name: string, language: 'en' | 'ru', model: Model): DefaultModel => {
    const bytes = encodeModel(model);
    const packed = deflateModelFile(bytes);
    const id = modelId(bytes);
    const file = `${name}.${id.slice(0, 12)}.moderato`;
    files.set(file, packed);
    const score = model.manifest.thresholds[0];
    const threshold = { score, probability: probabilityOf(model, score), precision: 0.75, recall: 0.5 };
    return {
      name,
      id,
      file,
      fileBytes: packed.length,
      fileSha256: sha256Hex(packed),
      bytes: bytes.length,
      language,
      recommended: name === language,
      manifest: decodeModel(bytes).manifest,
      thresholds: { default: threshold, precision95: { ...threshold, score: score + 1, precision: 0.95 } },
      places: null,
      figures: model.manifest.labels.map((label) => ({
        label,
        rows: 40,
        positives: 10,
        rocAuc: { value: 0.9, lower: 0.8, upper: 0.95 },
        averagePrecision: 0.8,
        precision: 0.75,
        recall: 0.5,
        f1: 0.6,
        ece: null,
      })),
      data: [{ name: 'Made up', licence: 'MIT', source: '', rows: 10 }],
      split: { en: 'By hand.', ru: 'Вручную.' },
      failures: [{ en: 'Irony.', ru: 'Ирония.' }],
      notFor: [{ en: 'Judging people.', ru: 'Судить людей.' }],
      attacks: null,
      fairness: null,
      behaviour: null,
    };
  };
  const models = [add('en', 'en', smallModel()), add('ru-svc', 'ru', compactModel())];
  return { index: { version: DEFAULTS_VERSION, command: 'made by hand', models }, files };
}
