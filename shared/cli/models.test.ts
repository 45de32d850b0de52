import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CodedError, type ErrorCode } from '#shared/base/errors';
import { modelId } from '#shared/ml/model/digest';
import { specimenDefaults } from '#shared/testing/defaults';
import { readDefaults, readModel } from './models';

const { index, files } = specimenDefaults();
let folder = '';
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-defaults-'));
  writeFileSync(at('index.json'), JSON.stringify(index));
  for (const [name, bytes] of files) writeFileSync(at(name), bytes);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function codeOf(promise: Promise<unknown>): Promise<ErrorCode | null> {
  const error = await promise.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error !== null && !(error instanceof CodedError)) throw error;
  return error?.code ?? null;
}

test('default:NAME is the model of that name, checked against its id', async () => {
  const { bytes, name } = await readModel('default:ru-svc', folder);
  expect(name).toBe('default:ru-svc');
  expect(modelId(bytes)).toBe(index.models[1].id);
});

test('any other argument is a path', async () => {
  const file = index.models[0].file;
  const { bytes, name } = await readModel(at(file), folder);
  expect(name).toBe(file);
  expect(bytes).toEqual(files.get(file));
  expect(await codeOf(readModel(at('none.moderato'), folder))).toBe('file-unreadable');
});

test('a default model that is missing, or whose id differs from the index, is refused', async () => {
  expect(await codeOf(readModel('default:de', folder))).toBe('default-unknown');
  const other = files.get(index.models[1].file);
  if (!other) throw new Error('the specimen lacks a file');
  writeFileSync(at(index.models[0].file), other);
  expect(await codeOf(readModel('default:en', folder))).toBe('model-corrupt');
  rmSync(at(index.models[0].file));
  expect(await codeOf(readModel('default:en', folder))).toBe('file-unreadable');
});

test('a missing or broken index is reported as such', async () => {
  writeFileSync(at('index.json'), '{"version":');
  expect(await codeOf(readDefaults(folder))).toBe('defaults-unreadable');
  rmSync(at('index.json'));
  expect(await codeOf(readModel('default:en', folder))).toBe('defaults-unreadable');
});
