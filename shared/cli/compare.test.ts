import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { runCompare } from './compare';
import { runEvaluate } from './evaluate';
import { failureOf, moderato, printedBy } from './testing/inProcess';

let folder: string;
let file: string;

const toxic = ['you are an idiot', 'what a stupid liar', 'shut up, moron', 'you disgusting fool', 'go away, idiot'];
const harmless = ['thank you for the help', 'see you tomorrow', 'the cat sleeps', 'what a lovely day', 'good work'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-compare-'));
  file = join(folder, 'talk.csv');
  const rows = [...toxic.map((text) => `"${text}",1`), ...harmless.map((text) => `"${text}",0`), '"not judged",'];
  writeFileSync(file, `comment,toxic\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each model has the figures that evaluate prints, and every two are tested', async () => {
  const json = JSON.parse(
    await printedBy(runCompare, '--models', 'default:en,default:en-svc', '--data', file, '--json'),
  );
  expect(json).toMatchObject({ label: 'toxic', column: 'toxic', rows: 10, positives: 5, trainedOnThis: [] });
  for (const model of json.models) {
    const alone = JSON.parse(await printedBy(runEvaluate, '--model', model.name, '--data', file, '--json'));
    expect(model.auc.auc).toBe(alone.rocAuc);
    expect(model.atThreshold.confusion).toEqual(alone.confusion);
    expect(model.atThreshold.threshold).toBe(alone.threshold);
    expect(model.ece).toBe(alone.ece);
  }
  expect(json.pairs).toHaveLength(1);
  expect(json.pairs[0]).toMatchObject({ a: 'default:en', b: 'default:en-svc' });
  expect(json.slices.map(({ by }: { by: string }) => by)).toEqual(['length', 'language']);
  expect(json.reading.rows).toBe(10);
});

test('costs and a threshold are applied', async () => {
  const argv = ['--models', 'default:en,default:en-svc', '--data', file, '--json', '--threshold', '0'];
  const json = JSON.parse(await printedBy(runCompare, ...argv, '--cost-false-alarm', '0', '--cost-miss', '3'));
  expect(json.costs).toEqual({ falseAlarm: 0, miss: 3 });
  for (const { atThreshold, cheapest } of json.models) {
    expect(atThreshold.confusion).toEqual({ tp: 5, fp: 5, fn: 0, tn: 0 });
    expect(cheapest.cost).toBe(0);
  }
});

test('text names the figures of every model', async () => {
  const { status, stdout } = await moderato('compare', '--models', 'default:en,default:en-svc', '--data', file);
  expect(status).toBe(0);
  expect(stdout).toContain('10 comments, 5 of them toxic (50.0 %)');
  expect(stdout).toContain('default:en − default:en-svc: AUC');
});

test('one model, models by language, and a label that a model does not have are refused', async () => {
  const invalid = (argv: string[]) => failureOf(runCompare, ...argv, '--data', file);
  const argument = (name: string) => expect.objectContaining({ argument: name });
  expect(await invalid(['--models', 'default:en'])).toMatchObject({ params: argument('--models') });
  expect(await invalid(['--models', 'default:en,default:en'])).toMatchObject({ params: argument('--models') });
  expect(await invalid(['--models', 'default:en,default:auto'])).toMatchObject({ params: argument('--models') });
  expect(await invalid(['--models', 'default:en,default:en-svc', '--cost-miss', '-1'])).toMatchObject({
    code: 'argument-invalid',
    params: argument('--cost-miss'),
  });
  const unknown = await invalid(['--models', 'default:en,default:en-svc', '--label', 'toxic=spam']);
  expect(unknown).toBeInstanceOf(CodedError);
  expect(unknown).toMatchObject({ code: 'label-unknown' });
});
