import { createRandom, shuffle } from '#shared/base/random';
import { rowBytes, rowCount } from '#shared/data/column/textColumn';
import { UNKNOWN } from '#shared/ml/training/labelledText';
import { readComments, readLabelled } from '../readLabelled';
import { everydayExamples } from './everydayExamples';
import { neutralExamples } from './neutralExamples';

/** Whose comments a model reads. */
export type Language = 'en' | 'ru';

/** Six labels for English, of which the first decides; one for Russian. */
export const LABELS: Readonly<Record<Language, readonly string[]>> = {
  en: ['toxic', 'severe_toxic', 'obscene', 'threat', 'insult', 'identity_hate'],
  ru: ['toxic'],
};

/** One comment to learn from. */
export interface TrainingRow {
  /** UTF-8. */
  readonly text: Uint8Array;
  /** One per name of LABELS: 1, 0, or UNKNOWN. */
  readonly labels: readonly number[];
  /** Index in the list of sources. */
  readonly source: number;
  /** Whether models are measured on it: true only where the share of toxic comments is natural. */
  readonly judged: boolean;
  /** Rows of one source with the same number belong together, like a comment and its rewrites; null for none. */
  readonly family: number | null;
}

/** A data set, and what a card must state about it. */
export interface Source {
  readonly name: string;
  readonly licence: string;
  /** Where it is described. */
  readonly url: string;
  /** Sample weight of each row, ... */
  readonly weight: number;
  /** ... and of each toxic one, if that is another. */
  readonly toxicWeight?: number;
  /** @param folder that holds `en` and `ru`. */
  read(folder: string, source: number): Promise<TrainingRow[]>;
}

const ENGLISH_UNKNOWN = LABELS.en.slice(1).map(() => UNKNOWN);

/**
 * Wikipedia's talk pages. Rows marked `natural` were sampled regardless of their label: only they show how rare toxic
 * comments are, so models are measured on them only.
 */
const wikipedia: Source = {
  name: 'Jigsaw Toxic Comment Classification (Wikipedia talk pages)',
  licence: 'labels CC0, text CC BY-SA 3.0',
  url: 'https://www.kaggle.com/c/jigsaw-toxic-comment-classification-challenge',
  weight: 1,
  async read(folder, source) {
    const { chunks, labels } = await readLabelled(`${folder}/en/jigsaw_train.csv`, {
      text: 'comment_text',
      labels: [...LABELS.en, 'natural'],
    });
    const natural = labels[LABELS.en.length].values;
    return textsOf(chunks).map((text, row) => ({
      text,
      labels: LABELS.en.map((_, label) => labels[label].values[row]),
      source,
      judged: natural[row] === 1,
      family: null,
    }));
  },
};

/** Short messages from 2ch and Pikabu. Models are measured on all of it: it is what its authors labelled. */
const forums: Source = {
  name: 'Russian Language Toxic Comments (2ch, Pikabu)',
  licence: 'not stated',
  url: 'https://www.kaggle.com/datasets/blackmoon/russian-language-toxic-comments',
  weight: 1,
  async read(folder, source) {
    const { chunks, labels } = await readLabelled(`${folder}/ru/blackmoon_train.csv`, {
      text: 'comment',
      labels: ['toxic'],
    });
    return textsOf(chunks).map((text, row) => ({
      text,
      labels: [labels[0].values[row]],
      source,
      judged: true,
      family: null,
    }));
  },
};

/** A comment of another English set whose one label means about what `toxic` does. */
function socialSource(
  about: Pick<Source, 'name' | 'licence' | 'url' | 'weight'>,
  file: string,
  text: string,
  label: string | null,
): Source {
  return {
    ...about,
    async read(folder, source) {
      const path = `${folder}/${file}`;
      const { chunks, labels } =
        label === null
          ? await readComments(path, { text, labels: [] })
          : await readLabelled(path, { text, labels: [label] });
      return textsOf(chunks).map((bytes, row) => ({
        text: bytes,
        labels: [label === null ? 1 : labels[0].values[row], ...ENGLISH_UNKNOWN],
        source,
        judged: false,
        family: null,
      }));
    },
  };
}

/** Sets that were tried in addition to the main ones; `npm run train-defaults -- --search` measures each. */
export const insults = (weight: number) =>
  socialSource(
    {
      name: 'Detecting Insults in Social Commentary (Impermium)',
      licence: 'not stated',
      url: 'https://www.kaggle.com/c/detecting-insults-in-social-commentary',
      weight,
    },
    'en/insults_train.csv',
    'comment_text',
    'toxic',
  );
export const tweets = (weight: number) =>
  socialSource(
    {
      name: 'Hate Speech and Offensive Language (Davidson et al. 2017)',
      licence: 'MIT',
      url: 'https://github.com/t-davidson/hate-speech-and-offensive-language',
      weight,
    },
    'en/davidson_tweets.csv',
    'comment_text',
    'toxic',
  );
export const spans = (weight: number) =>
  socialSource(
    {
      name: 'SemEval-2021 Toxic Spans (Civil Comments)',
      licence: 'CC0',
      url: 'https://github.com/ipavlopoulos/toxic_spans',
      weight,
    },
    'en/toxic_spans_train.csv',
    'text',
    null,
  );

/** Harmless sentences alone. */
function harmlessSource(
  about: Pick<Source, 'name' | 'licence' | 'url' | 'weight'>,
  file: string,
  text: string,
  language: Language,
  judged: (row: number) => boolean,
): Source {
  return {
    ...about,
    async read(folder, source) {
      const { chunks } = await readComments(`${folder}/${file}`, { text, labels: [] });
      const labels = LABELS[language].map((_, label) => (label === 0 ? 0 : UNKNOWN));
      return textsOf(chunks).map((bytes, row) => ({ text: bytes, labels, source, judged: judged(row), family: null }));
    },
  };
}

/** Short everyday and technical sentences. */
export const talk = (weight: number) =>
  harmlessSource(
    {
      name: 'chatterbot-corpus, without rude sentences',
      licence: 'BSD-3-Clause',
      url: 'https://github.com/gunthercox/chatterbot-corpus',
      weight,
    },
    'en/neutral_talk.csv',
    'comment_text',
    'en',
    () => false,
  );

/**
 * One of these in so many sentences joins the rows that calibration is fitted on: elsewhere, most messages are
 * harmless.
 */
const JUDGED_SHORT = 4;

/** Short sentences and questions, a third of them addressed to "ты". */
export const shortSentences = (weight: number) =>
  harmlessSource(
    {
      name: 'NLP_Datasets by Koziev, without rude sentences',
      licence: 'CC0',
      url: 'https://github.com/Koziev/NLP_Datasets',
      weight,
    },
    'ru/neutral_short.csv',
    'comment',
    'ru',
    (row) => row % JUDGED_SHORT === 0,
  );

/** Toxic comments, each followed by neutral rewrites of it. */
export const rewrites = (weight: number): Source => ({
  name: 'RUSSE-2022 Detoxification',
  licence: 'not stated',
  url: 'https://github.com/s-nlp/russe_detox_2022',
  weight,
  async read(folder, source) {
    const { chunks, labels } = await readLabelled(`${folder}/ru/detox_pairs_train.csv`, {
      text: 'comment_text',
      labels: ['toxic'],
    });
    let family = -1;
    return textsOf(chunks).map((text, row) => {
      const label = labels[0].values[row];
      if (label === 1) family += 1;
      return { text, labels: [label], source, judged: false, family };
    });
  },
});

/** Sentences of our own that name groups of people, as many harmless as insulting. */
export const namesOfGroups = (language: Language, weight: number): Source =>
  ownSentences('Sentences naming groups of people, by the authors of Moderato', language, weight, () =>
    neutralExamples(language, EXAMPLES_SEED),
  );

/**
 * Sentences of our own such as people write every day, and mild insults.
 * @param toxicWeight of the insults: with the same as the others, a short sentence that the model does not know leans
 *   to toxic.
 */
export const everyday = (language: Language, weight: number, toxicWeight = weight): Source => ({
  ...ownSentences('Everyday sentences, by the authors of Moderato', language, weight, () =>
    everydayExamples(language, EXAMPLES_SEED),
  ),
  toxicWeight,
});

function ownSentences(
  name: string,
  language: Language,
  weight: number,
  examples: () => readonly { readonly text: string; readonly label: 0 | 1; readonly template: number }[],
): Source {
  return {
    name,
    licence: 'MIT',
    url: '',
    weight,
    async read(_, source) {
      const encoder = new TextEncoder();
      const unknown = LABELS[language].slice(1).map(() => UNKNOWN);
      const rows = examples().map(({ text, label, template }) => ({
        text: encoder.encode(text),
        labels: [label, ...unknown],
        source,
        judged: false,
        family: template,
      }));
      return shuffle(rows, createRandom(EXAMPLES_SEED));
    },
  };
}

const EXAMPLES_SEED = 1;

/**
 * What the default models of a language learn from. The weights are those with which a model does best in other places
 * while it loses little at home; `npm run train-defaults -- --search` measures the alternatives.
 */
export const SOURCES: Readonly<Record<Language, readonly Source[]>> = {
  en: [wikipedia, namesOfGroups('en', 1), everyday('en', 0.7), talk(0.3), insults(0.05), tweets(0.1), spans(0.25)],
  ru: [forums, namesOfGroups('ru', 0.3), everyday('ru', 1.5, 0.4), shortSentences(0.02), rewrites(0.25)],
};

function textsOf(chunks: Awaited<ReturnType<typeof readComments>>['chunks']): Uint8Array[] {
  return chunks.flatMap((chunk) => Array.from({ length: rowCount(chunk) }, (_, row) => rowBytes(chunk, row)));
}
