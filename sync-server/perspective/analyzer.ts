import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { HTTP_STATUS } from '#shared/api/httpStatus';
import { type AttributeModel, REASONS_BYTES, REASONS_LIMIT } from '#shared/api/perspective';
import { CodedError } from '#shared/base/errors';
import { sentenceIn } from '#shared/messages/index';
import { explainText } from '#shared/ml/explain/explain';
import { createKnowledgeReader, type Doubt, type KnowledgeReader } from '#shared/ml/scoring/doubt';
import { hasProbability, probabilityOf } from '#shared/ml/scoring/probability';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { splitSentences } from '#shared/text/language/sentences';
import type { ModelService } from '../models/modelService';
import {
  invalidRequest,
  languageDetectionFailed,
  languageNotSupported,
  modelUnusable,
  PerspectiveError,
  unavailable,
  unknownAttribute,
} from './errors';
import { detectLanguage } from './languages';
import type { AttributeTable } from './models';
import type { AnalyzeRequest, RequestedAttribute, SuggestRequest } from './requests';
import type { PerspectiveSettings } from './settings';

export interface AnalyzerDeps {
  readonly models: Pick<ModelService, 'scorerOf'>;
  readonly settings: Pick<PerspectiveSettings, 'table'>;
  /** Whether an attribute that nothing answers is left out although the request does not ask for that. */
  readonly dropUnsupported: boolean;
}

interface Score {
  readonly value: number;
  readonly type: 'PROBABILITY';
}

/** A word and what it adds to the decision function; UTF-16 offsets. */
interface Reason {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  readonly contribution: number;
}

interface AttributeScores {
  readonly spanScores: readonly { readonly begin: number; readonly end: number; readonly score: Score }[];
  readonly summaryScore: Score;
  /** On request: the words that weigh most, of either sign, the heaviest first. */
  readonly reasons?: readonly Reason[];
  /** With the reasons: why the model cannot tell, or null. */
  readonly unsure?: Doubt | null;
}

export interface AnalyzeBody {
  readonly attributeScores: Readonly<Record<string, AttributeScores>>;
  readonly languages: readonly string[];
  readonly detectedLanguages: readonly string[];
  readonly clientToken?: string;
}

export interface Analyzed {
  readonly body: AnalyzeBody;
  /** Ids of the models that answered, each once. */
  readonly models: readonly string[];
  /** The first doubt that one of them has. */
  readonly unsure: Doubt | null;
}

export interface SuggestBody {
  readonly clientToken?: string;
  readonly detectedLanguages: readonly string[];
  readonly requestedLanguages: readonly string[];
}

/** An attribute that is to be answered, and by what. */
interface Asked extends RequestedAttribute {
  readonly by: AttributeModel;
}

/** What one model says of a comment. */
interface Reading {
  readonly id: string;
  readonly scorer: Scorer;
  /** Of the whole comment, per label. */
  readonly scores: Float64Array;
  /** Per span, per label. */
  readonly spans: readonly Float64Array[];
  /** Null also where it was not asked. */
  readonly doubt: Doubt | null;
}

interface Place {
  readonly begin: number;
  readonly end: number;
}

const encoder = new TextEncoder();
/** How long scoring goes on before other requests are answered, in ms. */
const SLICE_MS = 5;

/** Answers requests of the format with the models of this server. Keeps nothing of them. */
export class Analyzer {
  readonly #deps: AnalyzerDeps;
  readonly #knowledge = new WeakMap<Scorer, KnowledgeReader>();
  #sliceBegan = 0;

  constructor(deps: AnalyzerDeps) {
    this.#deps = deps;
  }

  /**
   * @param asksDoubt false: what the model doubts is not asked, since the answer has no place for it; a comment is read
   *   once less.
   * @throws PerspectiveError as the table of errors has it.
   */
  async analyze(request: AnalyzeRequest, asksDoubt = true): Promise<Analyzed> {
    const { text, clientToken } = request;
    const attributes = await this.#deps.settings.table();
    for (const { name } of request.attributes) if (!attributes.isKnown(name)) throw unknownAttribute(name);
    const bytes = encoder.encode(text);
    if (request.reasons && bytes.length > REASONS_BYTES) {
      throw invalidRequest(
        `Invalid value at 'reasons': they are given for comments of up to ${REASONS_BYTES} bytes, and this one has ${bytes.length}.`,
      );
    }
    const detected = detectLanguage(bytes);
    const detectedLanguages = detected === null ? [] : [detected];
    const languages = request.languages.length > 0 ? request.languages : detectedLanguages;
    if (languages.length === 0) throw languageDetectionFailed();

    const places = request.spanAnnotations ? sentencesOf(text) : [{ begin: 0, end: text.length }];
    const readings = new Map<string, Reading>();
    const attributeScores: Record<string, AttributeScores> = {};
    for (const asked of this.#answerable(attributes, request, languages, detectedLanguages)) {
      const { name, by, scoreThreshold } = asked;
      let reading = readings.get(by.model);
      if (!reading) {
        reading = await this.#read(asked, text, bytes, places, asksDoubt || request.reasons);
        readings.set(by.model, reading);
      }
      const label = labelOf(reading.scorer, asked);
      const scoreOf = (scores: Float64Array): Score => {
        const value = probabilityOf(reading.scorer.model, scores[label], label);
        if (value === null) throw modelUnusable(name, 'its scores are no probabilities.');
        return { value, type: 'PROBABILITY' };
      };
      const summaryScore = scoreOf(reading.scores);
      if (summaryScore.value < scoreThreshold) continue;
      const spanScores = places.map(({ begin, end }, at) => ({ begin, end, score: scoreOf(reading.spans[at]) }));
      if (request.reasons) await this.yieldIfLong(); // an explanation of a long comment takes longer than its score
      attributeScores[name] = request.reasons
        ? { spanScores, summaryScore, reasons: reasonsOf(reading.scorer, text, label), unsure: reading.doubt }
        : { spanScores, summaryScore };
    }
    const answered = [...readings.values()];
    return {
      body: { attributeScores, languages, detectedLanguages, ...(clientToken !== undefined && { clientToken }) },
      models: answered.map(({ id }) => id),
      unsure: answered.find(({ doubt }) => doubt !== null)?.doubt ?? null,
    };
  }

  /** What a suggestion is thanked with. */
  suggest({ text, languages, clientToken }: Pick<SuggestRequest, 'text' | 'languages' | 'clientToken'>): SuggestBody {
    const detected = detectLanguage(encoder.encode(text));
    return {
      ...(clientToken !== undefined && { clientToken }),
      detectedLanguages: detected === null ? [] : [detected],
      requestedLanguages: languages,
    };
  }

  /** Lets other requests be answered if it has been long since that was so. */
  async yieldIfLong(): Promise<void> {
    if (performance.now() - this.#sliceBegan < SLICE_MS) return;
    await yieldToEvents();
    this.#sliceBegan = performance.now();
  }

  /**
   * The attributes that something answers in all of `languages`, with the model of the detected one or of the first.
   */
  #answerable(
    table: AttributeTable,
    { attributes, dropUnsupported }: AnalyzeRequest,
    languages: readonly string[],
    detected: readonly string[],
  ): Asked[] {
    const chosen = detected.find((language) => languages.includes(language)) ?? languages[0];
    const drop = dropUnsupported || this.#deps.dropUnsupported;
    const answerable: Asked[] = [];
    for (const attribute of attributes) {
      const by = table.find(attribute.name, chosen);
      const missing = languages.filter((language) => table.find(attribute.name, language) === null);
      if (by !== null && missing.length === 0) answerable.push({ ...attribute, by });
      else if (!drop) throw languageNotSupported(attribute.name, missing, languages, detected);
    }
    return answerable;
  }

  async #read(
    { name, by }: Asked,
    text: string,
    bytes: Uint8Array,
    places: readonly Place[],
    asksDoubt: boolean,
  ): Promise<Reading> {
    const { id, scorer } = await this.#scorer(name, by);
    const { labels } = scorer.model.linear;
    await this.yieldIfLong();
    const scores = new Float64Array(labels);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    const doubt = asksDoubt ? this.#knowledgeOf(scorer).read(bytes, 0, bytes.length, scores).doubt : null;
    const spans: Float64Array[] = [];
    for (const { begin, end } of places) {
      // One sentence is the comment but for the white space around it: the two must not differ by its accident.
      if (places.length === 1) {
        spans.push(scores);
        break;
      }
      await this.yieldIfLong();
      const sentence = encoder.encode(text.slice(begin, end));
      const own = new Float64Array(labels);
      scorer.scoreRow(sentence, 0, sentence.length, own);
      spans.push(own);
    }
    return { id, scorer, scores, spans, doubt };
  }

  async #scorer(attribute: string, by: AttributeModel): Promise<{ id: string; scorer: Scorer }> {
    try {
      return await this.#deps.models.scorerOf(by.model);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      const { code }: CodedError = error;
      const sentence = sentenceIn('en', error);
      throw HTTP_STATUS[code] === 503 ? unavailable(sentence) : modelUnusable(attribute, sentence);
    }
  }

  #knowledgeOf(scorer: Scorer): KnowledgeReader {
    const knowledge = this.#knowledge.get(scorer) ?? createKnowledgeReader(scorer);
    this.#knowledge.set(scorer, knowledge);
    return knowledge;
  }

  /**
   * Checks what the settings name: models that are not here, have no such label or no probabilities.
   * @returns a sentence for each that is wrong.
   */
  async problems(): Promise<string[]> {
    const problems: string[] = [];
    for (const by of (await this.#deps.settings.table()).models) {
      const asked = { name: `that ${by.model} answers`, scoreThreshold: 0, by };
      try {
        const { scorer } = await this.#scorer(asked.name, by);
        labelOf(scorer, asked);
        if (!hasProbability(scorer.model)) throw modelUnusable(asked.name, 'its scores are no probabilities.');
      } catch (error) {
        if (!(error instanceof PerspectiveError)) throw error;
        problems.push(error.message);
      }
    }
    return problems;
  }
}

/** The place of the label that answers. */
function labelOf({ model }: Scorer, { name, by }: Asked): number {
  if (by.label === null) return 0;
  const label = model.manifest.labels.indexOf(by.label);
  if (label < 0) throw modelUnusable(name, `it has no label "${by.label}".`);
  return label;
}

/** Sentences; a comment of white space alone is one. */
function sentencesOf(text: string): Place[] {
  const sentences = splitSentences(text);
  return sentences.length > 0 ? sentences : [{ begin: 0, end: text.length }];
}

function reasonsOf(scorer: Scorer, text: string, label: number): Reason[] {
  const { spans } = explainText(scorer, text, label);
  return [...spans]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, REASONS_LIMIT)
    .map(({ begin, end, text: word, contribution }) => ({ begin, end, text: word, contribution }));
}
