import { explainText } from '#shared/ml/explain/explain';
import { smallestFlip } from '#shared/ml/explain/flip';
import { requireLabel } from '#shared/ml/model/labelNames';
import type { Model } from '#shared/ml/model/model';
import { decide } from '#shared/ml/scoring/decision';
import { createKnowledgeReader, type Doubt } from '#shared/ml/scoring/doubt';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { highestOf, scoreSentences } from '#shared/ml/scoring/sentenceScores';
import { isUnsure } from '#shared/scoredCsv/scoredColumns';
import { modelLanguageOf } from '#shared/text/language/modelLanguage';
import { writtenIn } from '#shared/text/language/written';
import { type CommandLine, readOptions, required } from './args';
import { printJson } from './io';
import { MODEL_ARGUMENT, openModel, readDefaults } from './models';
import { AUTOMATIC, FALLBACK } from './rowModels';
import { THRESHOLD_OPTION, thresholdOf } from './threshold';
import { WORD_LIST_OPTIONS, wordListsOf } from './wordListOptions';

export const explainCommand: CommandLine = {
  usage: 'explain --model MODEL --text-value TEXT [options]',
  summary: 'Scores one comment and lists how much each word contributes.',
  options: {
    'model!': ['MODEL', MODEL_ARGUMENT],
    'text-value!': ['TEXT', 'the comment'],
    label: ['NAME', "which label of the model, also by another data set's name (default: the first)"],
    ...THRESHOLD_OPTION,
    ...WORD_LIST_OPTIONS,
    sentences: [null, 'also score each sentence by itself, the highest marked; they do not add up to the whole'],
    flip: [null, 'also find the smallest set of words whose removal flips the label'],
    json: [null, 'print the result as JSON; offsets are UTF-16 code units'],
  },
};

const UNSURE: Readonly<Record<Doubt, string>> = {
  nothing: 'there is nothing in it that the model can read',
  language: 'it is in a language that the model has not read',
  long: 'it is longer than what the model has read',
  unknown: 'the model has never read most of its words',
  denied: 'it is flagged for a word that it denies',
};

const encoder = new TextEncoder();

export async function runExplain(argv: readonly string[]): Promise<void> {
  const given = readOptions(explainCommand, argv);
  const text = required(given, 'text-value');
  const lists = await wordListsOf(given);
  const opened = await modelFor(required(given, 'model'), text);
  if (opened.model === null) {
    // No model reads the language: the answer is that there is none, and no error.
    const answer = { model: null, language: opened.language, languages: opened.languages };
    const knowledge = { doubt: 'language' as const, words: null, unknown: null };
    if (given.has('json'))
      return printJson({ score: null, probability: null, label: null, unsure: true, knowledge, ...answer });
    console.log(
      `Unsure: the comment is in a language (${opened.language}) that no model reads (${opened.languages.join(', ')}).`,
    );
    return;
  }
  const { model, chosen } = opened;
  const scorer = await loadScorer(model);
  const { labels } = model.manifest;
  const name = given.get('label');
  const label = name === undefined ? 0 : requireLabel(labels, name);
  const threshold = thresholdOf(given, model, label);
  const answer = explainText(scorer, text, label, threshold);
  const bytes = encoder.encode(text);
  const knowledge = createKnowledgeReader(scorer).read(
    bytes,
    0,
    bytes.length,
    Float64Array.from(answer.scores),
    label === 0 ? threshold : undefined,
  );
  const flip = given.has('flip') ? smallestFlip(scorer, text, label, threshold) : undefined;
  const sentences = given.has('sentences') ? sentencesOf(scorer, text, label, threshold) : undefined;
  const matches = lists?.find(text);
  const decision =
    matches && decide(text, answer.label, matches, (rest) => explainText(scorer, rest, label, threshold).label);
  const unsure = isUnsure(knowledge.doubt, decision ?? null);
  if (given.has('json')) {
    return printJson({
      ...answer,
      unsure,
      knowledge,
      ...(name === undefined ? {} : { labelName: labels[label] }),
      ...chosen,
      ...(decision && { decision, matches }),
      ...(sentences && { sentences }),
      ...(flip !== undefined && { flip }),
    });
  }
  if (chosen) console.log(`${chosen.model}, by the language of the text (${chosen.language})`);
  if (name !== undefined) console.log(`label ${labels[label]}`);
  const probability = answer.probability === null ? '' : `, probability ${answer.probability.toFixed(4)}`;
  console.log(`score ${answer.score.toFixed(4)}${probability}, label ${answer.label} (threshold ${answer.threshold})`);
  if (unsure && knowledge.doubt !== null) console.log(`Unsure: ${UNSURE[knowledge.doubt]}.`);
  if (decision && decision.by !== 'model') {
    console.log(`Label ${decision.label} because of --${decision.by}: ${decision.entries.join('; ')}.`);
  }
  for (const { term, contribution } of answer.terms) console.log(`${signed(contribution)}  ${term}`);
  console.log(`${signed(answer.bias)}  (bias)`);
  for (const { score, probability, label, highest, text } of sentences ?? []) {
    const found = probability === null ? signed(score) : probability.toFixed(4);
    console.log(`${found}, label ${label}${highest ? ', highest' : ''}: ${text}`);
  }
  if (flip === null) console.log('No set of its words was found whose removal flips the label.');
  else if (flip) {
    console.log(
      `Without ${flip.words.map((word) => JSON.stringify(word.text)).join(', ')} the score is ${signed(flip.scoreAfter)}.`,
    );
  }
}

/** The sentences of `text`, each scored by itself. */
function sentencesOf(scorer: Scorer, text: string, label: number, threshold: number | undefined) {
  const cut = threshold ?? scorer.model.manifest.thresholds[label];
  const scored = scoreSentences(scorer, text, label);
  const highest = highestOf(scored);
  return scored.map(({ begin, end, ...found }, i) => ({
    begin,
    end,
    text: text.slice(begin, end),
    ...found,
    label: found.score >= cut ? 1 : 0,
    highest: i === highest,
  }));
}

/**
 * The model that an argument names; for `default:auto` the recommended one of the text's language, null where no model
 * reads it.
 * @throws CodedError as `openModel`.
 */
async function modelFor(
  argument: string,
  text: string,
): Promise<
  | { model: Model; chosen?: { language: string; model: string } }
  | { model: null; language: string; languages: readonly string[] }
> {
  if (argument !== AUTOMATIC) return { model: await openModel(argument) };
  const written = writtenIn(encoder.encode(text));
  const wanted = modelLanguageOf(written, FALLBACK);
  const known = (await readDefaults()).models.filter(({ recommended }) => recommended);
  const found = known.find(({ language }) => language === wanted);
  if (!found) return { model: null, language: written.language, languages: known.map(({ language }) => language) };
  const name = `default:${found.name}`;
  return { model: await openModel(name), chosen: { language: written.language, model: name } };
}

function signed(value: number): string {
  return (value >= 0 ? '+' : '') + value.toFixed(4);
}
