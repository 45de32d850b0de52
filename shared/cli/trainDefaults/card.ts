import type { DefaultModelsInput } from '#shared/ml/model/defaultModels';
import type { Cleaning } from './corpus';
import type { Recipe } from './recipes';
import type { Language } from './sources';

type Entry = DefaultModelsInput['models'][number];
type InBoth = Entry['split'];

/** The prose of a card: how the data was divided, what goes wrong, and what the model is not for. */
export function wordsOf({ language, labels }: Recipe, { copies, near }: Cleaning) {
  return {
    split: {
      en: `Copies of comments were left out (${copies}); comments that say nearly what another says (${near}) were kept on one side of every split. A fifth of the rows was held out for the figures here; the model was then fitted on all rows. ${JUDGED[language].en} ${THRESHOLD[language].en}`,
      ru: `Копии комментариев убраны (${copies}); те, что почти повторяют другой (${near}), всегда лежат по одну сторону разбиения. Для показателей на этой карточке отложена пятая часть строк; затем модель обучена на всех. ${JUDGED[language].ru} ${THRESHOLD[language].ru}`,
    },
    failures: [...FAILURES[language], ...(labels > 1 ? [RARE_LABELS] : []), ...COMMON_FAILURES],
    notFor: [...NOT_FOR],
  } satisfies Pick<Entry, 'split' | 'failures' | 'notFor'>;
}

const JUDGED: Readonly<Record<Language, InBoth>> = {
  en: {
    en: 'Figures, percentages and thresholds are drawn from rows sampled without a look at the label, of which one in ten is toxic.',
    ru: 'Показатели, вероятности и пороги взяты со строк, отобранных без оглядки на метку: из них токсична одна из десяти.',
  },
  ru: {
    en: 'Figures, percentages and thresholds are drawn from the forums’ comments and a quarter as many short harmless sentences: three in ten are toxic, more than in most places.',
    ru: 'Показатели, вероятности и пороги взяты с комментариев форумов и безобидных коротких фраз, которых вчетверо меньше: токсичны три из десяти, больше, чем обычно.',
  },
};

const THRESHOLD: Readonly<Record<Language, InBoth>> = {
  en: {
    en: 'The threshold is the strictest whose F1 is within one standard error of the best: whoever labels later is seldom as strict as whoever labelled these rows.',
    ru: 'Порог — самый строгий из тех, чья F1 хуже лучшей не более чем на одну стандартную ошибку: кто размечает потом, редко так же строг, как те, кто разметил эти строки.',
  },
  ru: {
    en: 'The threshold is a chance of 70 %: in places that are less rude than these two sites, one that is best here flags too much.',
    ru: 'Порог — вероятность 70 %: там, где пишут не так грубо, как на этих двух сайтах, лучший здешний порог помечал бы лишнее.',
  },
};

const FAILURES: Readonly<Record<Language, readonly InBoth[]>> = {
  en: [
    {
      en: 'It learnt from Wikipedia’s talk pages of the years to 2015: slang and memes that came later are unknown to it.',
      ru: 'Обучена на обсуждениях Википедии до 2015 года: более поздних мемов и сленга не знает.',
    },
    {
      en: 'A swear word in praise or jest counts as toxic more often than not.',
      ru: 'Ругательство в похвале или в шутку чаще всего принимает за токсичность.',
    },
    {
      en: 'People do not agree on what is toxic: by the labels of others, on comments of the same kind, expect an F1 nearer 0.70 than the 0.80 given here.',
      ru: 'Люди по-разному понимают токсичность: по меткам других людей на таких же комментариях ждите F1 ближе к 0,70, чем к 0,80, указанным здесь.',
    },
  ],
  ru: [
    {
      en: 'It learnt from two sites, 2ch and Pikabu: the tone of other places is strange to it.',
      ru: 'Обучена на двух сайтах, «Дваче» и «Пикабу»: к тону других мест не привыкла.',
    },
    {
      en: 'Comments about politics and nations are often flagged for the subject alone.',
      ru: 'Комментарии о политике и народах нередко помечает из-за одной темы.',
    },
  ],
};

const RARE_LABELS: InBoth = {
  en: 'Threats and identity hate are rare in the data: their figures rest on few comments.',
  ru: 'Угроз и ненависти к группам в данных мало: их показатели опираются на немногие комментарии.',
};

const COMMON_FAILURES: readonly InBoth[] = [
  {
    en: 'It adds up words and pieces of words and does not read: irony, hints and insults without a rude word pass.',
    ru: 'Складывает слова и их части, а не читает: ирония, намёки и оскорбления без грубых слов проходят.',
  },
  {
    en: 'Quoting an insult, or denying one (“you are not stupid”), looks to it much like insulting.',
    ru: 'Цитата оскорбления или отрицание («ты не глупый») для неё похожи на само оскорбление.',
  },
  {
    en: 'It sees one comment at a time and knows nothing of the talk around it.',
    ru: 'Видит один комментарий и ничего не знает о разговоре вокруг.',
  },
];

const NOT_FOR: readonly InBoth[] = [
  {
    en: 'Deleting comments or banning people without a person who looks.',
    ru: 'Удалять комментарии или блокировать людей без участия человека.',
  },
  {
    en: 'Judging a person by their comments, at work, in court or anywhere.',
    ru: 'Судить о человеке по его комментариям: на работе, в суде, где угодно.',
  },
  {
    en: 'Other languages, or long texts such as articles.',
    ru: 'Другие языки и длинные тексты, например статьи.',
  },
];
