import { CodedError } from '#shared/base/errors';
import { exploreText } from '#shared/eda/explore';
import { parseEdaSettings } from '#shared/eda/parseSettings';
import { reportJson } from '#shared/eda/reportJson';
import { type EdaSettings, LEFT_OUT } from '#shared/eda/section/settings';
import { EDA_SECTIONS, type EdaSection } from '#shared/eda/sections';
import { runSteps } from '#shared/runtime/steps';
import { type CommandLine, type Given, numberOption, readOptions, required } from './args';
import { summaryOf } from './exploreSummary';
import { printJson } from './io';
import { readJsonArgument } from './jsonArgument';
import { READ_OPTIONS, READABLE, readComments, readSettingsOf } from './readLabelled';

/** Sections that take minutes where the others take seconds. */
const ON_REQUEST: readonly EdaSection[] = ['labelErrors'];

export const exploreCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'explore --data FILE [options]',
  summary: 'Describes comments class by class: lengths, words, what distinguishes the classes, duplicates ...',
  options: {
    'data!': ['FILE', `a file of comments: ${READABLE}`],
    ...READ_OPTIONS,
    label: ['COL', 'column of the labels (default: guessed; without one all comments are of one class)'],
    settings: ['JSON', 'language, tokens, stopWords, keep, minCount, topTerms: JSON or a file of it'],
    'stop-words': ['LIST', 'none (default), auto, en, ru, or your own words: a,b,c'],
    keep: [
      'LIST',
      'what word lists would leave out: negations, pronouns (both only with stop words), noise (halves of contractions, links, RT, HTML entities) or none (default: negations)',
    ],
    tokens: ['NAME', 'plain (default), stem or lemma'],
    'min-count': ['N', 'leave out terms that occur less often (default: 1)'],
    top: ['N', 'terms listed for each class and length (default: 1000)'],
    sections: ['A,B,...', `only these: ${EDA_SECTIONS.join(', ')}`],
    'label-errors': [null, 'also look for wrong labels, which takes minutes'],
    json: [null, 'print the whole report as JSON'],
  },
};

export async function runExplore(argv: readonly string[]): Promise<void> {
  const given = readOptions(exploreCommand, argv);
  const settings = settingsOf(given);
  const sections = sectionsOf(given);
  const { chunks, labels, report: file, reading } = await readComments(required(given, 'data'), readSettingsOf(given));
  const source = { rows: file.rows, chunks: () => chunks, labels: labels.length > 0 ? labels[0].values : null };
  const report = await runSteps(exploreText(source, settings, sections));
  if (given.has('json')) return printJson(Object.assign({}, reportJson(report), { reading }));
  console.log(summaryOf(report).join('\n'));
}

/** Settings from the command line; a separate option overrides `--settings`. */
function settingsOf(given: Given): EdaSettings {
  const json = given.get('settings');
  const base: unknown = json === undefined ? {} : readJsonArgument('--settings', json);
  if (typeof base !== 'object' || base === null || Array.isArray(base)) return parseEdaSettings(base);
  const own = new Map<string, unknown>([
    ['stopWords', stopWordsOf(given.get('stop-words'))],
    ['keep', keptOf(given.get('keep'))],
    ['tokens', given.get('tokens')],
    ['minCount', numberOption(given, 'min-count', { min: 1 })],
    ['topTerms', numberOption(given, 'top', { min: 1 })],
  ]);
  for (const [key, value] of own) if (value === undefined) own.delete(key);
  return parseEdaSettings({ ...base, ...Object.fromEntries(own) });
}

/** @throws CodedError `argument-invalid` for what no list leaves out. */
function keptOf(list: string | undefined): string[] | undefined {
  if (list === undefined) return undefined;
  const kept = list.split(',').map((name) => name.trim());
  if (kept.length === 1 && kept[0] === 'none') return [];
  for (const got of kept) {
    if (LEFT_OUT.some((each) => each === got)) continue;
    throw new CodedError('argument-invalid', { argument: '--keep', got, expected: `${LEFT_OUT.join(', ')} or none` });
  }
  return kept;
}

function stopWordsOf(list: string | undefined): string | string[] | undefined {
  if (list === undefined || ['none', 'auto', 'en', 'ru'].includes(list)) return list;
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** @throws CodedError `argument-invalid` for a section that there is not. */
function sectionsOf(given: Given): EdaSection[] {
  const wanted = given
    .get('sections')
    ?.split(',')
    .map((name) => name.trim());
  for (const name of wanted ?? []) {
    if (EDA_SECTIONS.some((section) => section === name)) continue;
    throw new CodedError('argument-invalid', { argument: '--sections', got: name, expected: EDA_SECTIONS.join(', ') });
  }
  return EDA_SECTIONS.filter((section) => {
    if (section === 'labelErrors' && given.has('label-errors')) return true;
    return wanted ? wanted.includes(section) : !ON_REQUEST.includes(section);
  });
}
