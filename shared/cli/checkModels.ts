import { CodedError } from '#shared/base/errors';
import { rowCount, rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import type { TemplateLanguage } from '#shared/ml/audit/fairness/identityForms';
import { decodeModel } from '#shared/ml/model/decode';
import type { Model } from '#shared/ml/model/model';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { languageOf } from '#shared/text/language/language';
import { type CommandLine, readOptions } from './args';
import { type AttackedRows, runSuites, type Suites } from './checkModelsSuites';
import { goalsOf, tablesOf } from './checkModelsTable';
import { printJson } from './io';
import { MODEL_ARGUMENT, readDefaults, readModel } from './models';
import { READ_OPTIONS, READABLE, readLabelled, readSettingsOf } from './readLabelled';

export const checkModelsCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'check-models [options]',
  summary: 'Tests models for behaviour, for disguised words and for fairness to groups of people.',
  options: {
    model: ['FILE,...', `${MODEL_ARGUMENT}; several with commas (default: every default model)`],
    language: ['NAME', 'en or ru: whose sentences to test with (default: what the model was trained on)'],
    data: ['FILE', `labelled comments to attack: ${READABLE} (default: sentences of the suites)`],
    ...READ_OPTIONS,
    json: [null, 'print the result as JSON'],
  },
};

export async function runCheckModels(argv: readonly string[]): Promise<void> {
  const given = readOptions(checkModelsCommand, argv);
  const language = parseLanguage(given.get('language'));
  const names =
    given
      .get('model')
      ?.split(',')
      .map((name) => name.trim()) ?? (await readDefaults()).models.map(({ name }) => `default:${name}`);
  const path = given.get('data');
  let rows: AttackedRows | null = null;
  if (path !== undefined) {
    const { chunks, labels } = await readLabelled(path, readSettingsOf(given));
    rows = { column: joined(chunks), truth: labels[0].values };
  }
  const results: { name: string; suites: Suites }[] = [];
  for (const name of names) {
    const file = await readModel(name);
    const scorer = await loadScorer(decodeModel(file.bytes, file.name));
    const suites = runSuites(scorer, language ?? languageOfModel(scorer.model), rows);
    results.push({ name, suites });
    if (!given.has('json')) console.log(`${tablesOf(name, suites, rows === null)}\n`);
  }
  if (given.has('json')) {
    return printJson(results.map(({ name, suites }) => ({ model: name, goals: goalsOf(suites), ...suites })));
  }
  const goals = results.flatMap(({ name, suites }) => goalsOf(suites).map((goal) => ({ name, ...goal })));
  const missed = goals.filter(({ met }) => !met);
  console.log(`${goals.length - missed.length} of ${goals.length} goals reached.`);
  for (const { name, what } of missed) console.log(`missed by ${name}: ${what}`);
}

function parseLanguage(text: string | undefined): TemplateLanguage | null {
  if (text === undefined) return null;
  if (text === 'en' || text === 'ru') return text;
  throw new CodedError('argument-invalid', { argument: '--language', got: text, expected: 'en or ru' });
}

/** The language of most terms; English if there are none. */
function languageOfModel({ vectorizers }: Model): TemplateLanguage {
  return vectorizers.some(({ terms }) => languageOf(terms) === 'ru') ? 'ru' : 'en';
}

function joined(chunks: readonly TextColumn[]): TextColumn {
  return textColumnOf(
    chunks.flatMap((chunk) => Array.from({ length: rowCount(chunk) }, (_, row) => rowText(chunk, row))),
  );
}
