import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '#shared/base/errors';
import { BEHAVIOUR_FUNCTIONS } from '#shared/ml/audit/behaviour/functions';
import { DEFAULTS_VERSION, parseDefaultModels } from '#shared/ml/model/defaultModels';
import { type CommandLine, readOptions, required } from '../args';
import { DEFAULTS_FOLDER, readDefaults } from '../models';
import { writeFileSafely } from '../outputFile';
import { type Corpus, labelledTextOf, readCorpus } from './corpus';
import { type IndexEntry, indexEntry } from './indexEntry';
import { RECIPES, type Recipe } from './recipes';
import { LABELS, type Language, SOURCES } from './sources';
import { tableOfDefaults } from './table';
import { createTrainer, type Trained } from './train';
import { printTrials } from './trials';

export const trainDefaultsCommand: CommandLine = {
  usage: 'train-defaults --data FOLDER [options] | --table',
  summary: 'Trains the models that come with the app, and writes their files, their cards and their index.',
  options: {
    data: ['FOLDER', 'contains en/ and ru/ with the labelled comments'],
    out: ['FOLDER', 'where to write (default: public/models)'],
    only: ['NAME,...', `some of ${RECIPES.map(({ name }) => name).join(', ')}; the index keeps the others`],
    table: [null, "train nothing: print the README's table of the models that are here"],
    search: [null, 'train nothing: fit the alternatives for their languages on a hold-out, and print a table'],
  },
};

export async function runTrainDefaults(argv: readonly string[]): Promise<void> {
  const given = readOptions(trainDefaultsCommand, argv);
  if (given.has('table')) return console.log(tableOfDefaults((await readDefaults()).models));
  const recipes = chosen(given.get('only'));
  const languages = LANGUAGES.filter((language) => recipes.some((recipe) => recipe.language === language));
  if (given.has('search')) return printTrials(required(given, 'data'), languages);
  const out = given.get('out') ?? DEFAULTS_FOLDER;
  await mkdir(out, { recursive: true });
  for (const language of languages) {
    const own = recipes.filter((recipe) => recipe.language === language);
    await trainLanguage(language, own, required(given, 'data'), out);
  }
}

const LANGUAGES: readonly Language[] = ['en', 'ru'];

function chosen(only: string | undefined): readonly Recipe[] {
  if (only === undefined) return RECIPES;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !RECIPES.some((recipe) => recipe.name === name));
  if (unknown !== undefined) {
    const expected = RECIPES.map(({ name }) => name).join(', ');
    throw new CodedError('argument-invalid', { argument: '--only', got: unknown, expected });
  }
  return RECIPES.filter(({ name }) => names.includes(name));
}

async function trainLanguage(
  language: Language,
  recipes: readonly Recipe[],
  folder: string,
  out: string,
): Promise<void> {
  const sources = SOURCES[language];
  const corpus = await readCorpus(sources, folder);
  const { read, blank, copies, undecided, near } = corpus.cleaning;
  console.log(
    `${language}: ${corpus.rows.length} of ${read} rows; left out ${blank} blank, ${copies} copies, ${undecided} undecided; ${near} near duplicates`,
  );
  // Recipes with the same features are consecutive, and share the counts.
  const alike = (recipe: Recipe) => JSON.stringify([recipe.spec.features, recipe.spec.text]);
  const order = [...recipes].sort((a, b) => (alike(a) < alike(b) ? -1 : alike(a) > alike(b) ? 1 : 0));
  const train = createTrainer(folder, (phase) => void process.stderr.write(`${phase} `));
  for (const recipe of order) {
    const data = labelledTextOf(corpus, sources, LABELS[language].slice(0, recipe.labels), {
      licence: sources.map(({ name, licence }) => `${name}: ${licence}`).join('; '),
      note: NOTES[language],
    });
    const trained = await train(recipe, data);
    process.stderr.write('\n');
    await keep(trained, corpus, out);
    report(trained);
  }
}

const NOTES: Readonly<Record<Language, string>> = {
  en: 'Calibration, thresholds and figures: rows sampled without a look at the label (natural = 1). Duplicates and near duplicates share a fold.',
  ru: 'Calibration, thresholds and figures: all rows of 2ch and Pikabu, and a quarter of the short harmless sentences. Duplicates and near duplicates share a fold.',
};

/** Writes a model's file and adds it to the index, replacing an earlier one of that name. */
async function keep(trained: Trained, corpus: Corpus, out: string): Promise<void> {
  const entry = indexEntry(trained, corpus, SOURCES[trained.recipe.language]);
  const path = join(out, 'index.json');
  const former: readonly IndexEntry[] = existsSync(path)
    ? parseDefaultModels(JSON.parse(await readFile(path, 'utf8')), path).models
    : [];
  const place = (name: string) => RECIPES.findIndex((recipe) => recipe.name === name);
  const models = [...former.filter(({ name }) => name !== entry.name), entry].sort(
    (a, b) => place(a.name) - place(b.name),
  );
  const index = { version: DEFAULTS_VERSION, command: 'npm run train-defaults -- --data ../shared/data', models };
  parseDefaultModels(index, path);
  await writeFileSafely(join(out, entry.file), trained.packed);
  await writeFileSafely(path, `${JSON.stringify(index, null, 1)}\n`);
  const named = new Set(models.map(({ file }) => file));
  for (const file of await readdir(out)) if (file.endsWith('.moderato') && !named.has(file)) await rm(join(out, file));
}

/** Prints every figure that the cards quote. */
function report({ recipe, result, packed, sure, attacks, fairness, behaviour, places, seconds }: Trained): void {
  const { manifest } = result;
  const of = (value: number | null | undefined, digits = 4) =>
    value === null || value === undefined ? '-' : value.toFixed(digits);
  console.log(
    `${recipe.name}: ${result.id.slice(0, 12)}, ${packed.length} bytes deflated, ${manifest.features.join(' + ')} terms of ${manifest.whole?.features.join(' + ')}, ${seconds.toFixed(0)} s`,
  );
  manifest.metrics?.forEach((figures, label) => {
    console.log(
      `  ${manifest.labels[label]}: ${figures.positives} of ${figures.rows}; ROC AUC ${of(figures.rocAuc)} (${of(figures.rocAucLower)} to ${of(figures.rocAucUpper)}), every term unrounded ${of(manifest.whole?.rocAuc?.[label])}; AP ${of(figures.averagePrecision)}; F1 ${of(figures.f1)} (precision ${of(figures.precision)}, recall ${of(figures.recall)}); ECE ${of(figures.ece)}`,
    );
  });
  for (const { name, rows, positives, rocAuc, precision, recall, f1, ece, unsure } of places) {
    console.log(
      `  elsewhere, ${name.en}: ${positives} of ${rows}; ROC AUC ${of(rocAuc.value)}; F1 ${of(f1)} (precision ${of(precision)}, recall ${of(recall)}); ECE ${of(ece)}; unsure of ${unsure}`,
    );
  }
  if (sure) console.log(`  flagging only what is sure: precision ${of(sure.precision)}, recall ${of(sure.recall)}`);
  if (attacks) {
    const falls = attacks.attacks.map(({ attack, fall }) => `${attack} ${of(fall)}`).join(', ');
    console.log(`  attacked, ROC AUC ${of(attacks.plain.rocAuc)} falls by: ${falls}`);
  }
  console.log(
    `  names of groups: ROC AUC ${of(fairness.rocAuc)}, worst ${fairness.worst.term} ${of(fairness.worst.subgroup)}; ${of(fairness.falsePositiveRate)} of harmless sentences flagged`,
  );
  console.log(`  behaviour: ${behaviour.passed} of ${behaviour.cases} cases that words decide`);
  for (const { function: name, cases, passed } of behaviour.functions) {
    const { maxFailed } = BEHAVIOUR_FUNCTIONS[name];
    if (maxFailed === null) continue;
    const missed = cases - passed > maxFailed * cases ? ', MISSED' : '';
    console.log(`    ${name}: ${cases - passed} of ${cases} wrong, at most ${maxFailed * 100} %${missed}`);
  }
  for (const warning of manifest.warnings) console.log(`  warning: ${warning}`);
}
