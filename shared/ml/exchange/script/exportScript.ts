import { CodedError } from '../../../base/errors';
import { rowCount, rowText } from '../../../data/column/textColumn';
import { stopList } from '../../../text/tokens/tokenMap';
import type { Model } from '../../model/model';
import type { ScriptBlock, ScriptModel } from './code/scorer';

/** How the script is used: `module` has exports, `script` defines the global `moderato`. */
export type ScriptKind = 'module' | 'script';

/**
 * A model as one JavaScript file without dependencies: `score(text)`, `probability(text)`, `predict(text)`, `labels`,
 * `thresholds`. Scores are the app's to the last bit: the same code reads the text, the same order of sums. Word lists
 * and the rule of when the model cannot tell do not come with it.
 *
 * @param id of the model, kept in the file.
 * @throws CodedError `export-unsupported` for stems, lemmas and surface features, whose dictionaries and code are too
 *   large.
 */
export async function exportScript(model: Model, id: string, kind: ScriptKind): Promise<string> {
  const { spec } = model.manifest;
  if (spec.text.tokens !== 'plain') throw unsupported('text.tokens', spec.text.tokens, 'plain');
  const data = JSON.stringify(scriptModel(model, id)).replaceAll('<', '\\u003c');
  const { code } = await (spec.text.normalize === 'none'
    ? import('./generated/plain')
    : import('./generated/normalising'));
  const { licence } = model.manifest;
  const head = `/* Moderato model ${id}. ${comment(licence)}*/\n`;
  const made = `${code}\nreturn createScriptScorer(${data});`;
  if (kind === 'script') return `${head}var moderato=(function(){"use strict";${made}})();\n`;
  return (
    `${head}const moderato=(function(){"use strict";${made}})();\n` +
    'export const{id,labels,thresholds,score,probability,predict}=moderato;\nexport default moderato;\n'
  );
}

const comment = (licence: string) => (licence === '' ? '' : `Licence: ${licence.replaceAll('*/', '* /')} `);

function unsupported(setting: string, got: string, expected: string): CodedError {
  return new CodedError('export-unsupported', { target: 'JavaScript', setting, got, expected });
}

function scriptModel({ manifest, vectorizers, linear, calibration }: Model, id: string): ScriptModel {
  const { text, calibration: kind } = manifest.spec;
  let first = 0;
  const blocks = vectorizers.map(({ settings, terms, idf }, block): ScriptBlock => {
    if (settings.kind === 'surface') {
      throw unsupported(`features.${block}.kind`, settings.kind, 'tfidf, count or hashing');
    }
    const { analyzer, ngramRange, lowercase, stripAccents } = settings;
    const count = manifest.features[block];
    const weights = manifest.labels.map((_, label) => {
      const begin = label * linear.features + first;
      return base64(linear.weights.subarray(begin, begin + count));
    });
    first += count;
    return {
      settings,
      analyzer,
      ngramRange,
      lowercase,
      stripAccents,
      normalize: text.normalize,
      stopWords: analyzer === 'word' ? stopList(text, { lowercase, stripAccents }) : [],
      terms: Array.from({ length: rowCount(terms) }, (_, i) => rowText(terms, i)),
      idf: idf && base64(idf),
      weights,
    };
  });
  return {
    id,
    labels: manifest.labels,
    thresholds: manifest.thresholds,
    link: linear.link,
    bias: [...linear.bias],
    calibration: kind,
    calibrationNumbers: [...(calibration ?? [])],
    blocks,
  };
}

/** Characters made from bytes at a time: engines limit the number of arguments. */
const PIECE = 0x2000;

/** Base64 of numbers in the order of bytes that models have, little-endian. */
function base64(numbers: Float32Array<ArrayBuffer>): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return btoa(pieces.join(''));
}
