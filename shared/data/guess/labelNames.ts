/*
 * What a column's name means for it as a label. Names are read in parts (`label_gold`, `isToxicMajority`, `Toxicity
 * (0/1)`, `токсичный_комментарий`); a part counts by its stem.
 */

/** Exact names, likeliest first, as `joined` writes them. */
const EXACT = [
  ...['toxic', 'istoxic', 'toxicity', 'target', 'label', 'labels', 'toxicitylabel', 'class', 'hate', 'ishate'],
  ...['hateful', 'hatespeech', 'offensive', 'isoffensive', 'insult', 'isinsult', 'abusive', 'abuse'],
  ...['bullying', 'cyberbullying', 'harassment', 'profanity', 'obscene', 'y', 'output', 'annotation', 'category'],
  ...['токсичность', 'токсичный', 'токсично', 'токсичен', 'метка', 'метки', 'класс', 'оскорбление', 'разметка'],
];

/** Stems of what labels of toxicity are called. */
const TOXICITY =
  /^(?:toxi|hate|hatred|haine|hass|offens|offenc|ofens|abus|insult|obscen|profan|bull(?:y|ies)|cyberbull|harass|sexis|racis|misogyn|homophob|transphob|xenophob|islamophob|antisemit|threat|aggress|uncivil|incivil|rude|vulgar|unsafe|harm|spam|attack|derogat|dehuman|violen|slur|bias|нетоксич|токси|оскорб|ненавист|хейт|агресс|мат$|брань|нецензур|непристо|обсцен|груб|угроз|спам|травл|хамств|beleidig|toxisch)/u;

/** What labels of any kind are called. */
const GENERIC =
  /^(?:labels?|labell?ed|class(?:es|ification)?|target|annotations?|annotated|categor(?:y|ies)|judg(?:e?ment|ed?)|verdict|ratings?|decision|moderat(?:ion|ed)|gold|tags?|sentiment|polarity|answer|accept|outcome|ground|truth|cats|y|output|flag|flagged|subtask|task|метк[аи]|класс|разметк[аи]|категори[яи]|оценк[аи]|решение|вердикт|тег|choice|choices|stance)$/u;

/** Names that mean the opposite. */
const OPPOSITE =
  /^(?:clean|neither|civil|safe|neutral|normal|polite|ok|okay|benign|ham|harmless|friendly|acceptable|appropriate|none|nontoxic|nothate|nohate|inoffensive|нетокси\p{L}*|чист\p{L}*|нейтрал\p{L}*|норм\p{L}*|вежлив\p{L}*|безопасн\p{L}*)$/u;
const NEGATION = /^(?:not|non|no|is?nt|un|не)$/u;

/** Parts that make a name one of something else, whatever its other parts say. */
const META =
  /^(?:ids?|idx|index|uuid|hash|counts?|num|number|n|len|length|size|split|fold|partition|train|test|dev|lang|language|url|link|links|urls|quote|quoted|retweet|retweeted|rt|truncated|deleted|removed|edited|pinned|sticky|stickied|submitter|verified|locked|archived|likes?|liked|favou?rite[ds]?|upvotes?|downvotes?|ups|downs|views?|shares?|replies|reply|followers?|friends|date|time|timestamp|year|month|day|hour|created|updated|author|user|username|gender|sex|age|male|female|country|location|city|group|idents?|source|topic|type|model|method|confidence|conf|agreement|over|nsfw|spoiler|crosspostable|original|video|self|media|possibly|sensitive|included|suite|templ|template|duration|elapsed|номер|дата|автор|ссылк[аи]|лайк\p{L}*|язык|длина|год|пол|возраст|источник)$/u;

const EXACT_NAMES = new Set(EXACT);

/** Whether `joined`, the parts of a name as one word, is a name that labels have. */
export function isExactLabelName(joined: string): boolean {
  return EXACT_NAMES.has(joined);
}

/** What a name means for a column as a label. */
export interface LabelName {
  /** The lower the likelier; null: nothing. */
  readonly rank: number | null;
  /** The name means the opposite of toxic. */
  readonly opposite: boolean;
  /** The name is that of something else: an id, a count, a property of the message. */
  readonly isOther: boolean;
}

/** `name` in parts: words, in lower case. */
export function nameParts(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})/u)
    .filter((part) => part !== '');
}

/** What `name` means for a column as a label of toxicity. */
export function readLabelName(name: string): LabelName {
  const parts = nameParts(name);
  const joined = parts.join('');
  const exact = EXACT.indexOf(joined);
  const negated = parts.some((part, i) => NEGATION.test(part) && i + 1 < parts.length);
  const strong = parts.some((part) => TOXICITY.test(part));
  const opposite =
    (negated && strong) ||
    /^(?:non|not|no|не)(?:toxi|hate|offens|abus|токси)/u.test(joined) ||
    parts.some((part) => OPPOSITE.test(part));
  const isOther = parts.some((part) => META.test(part));
  if (exact >= 0) return { rank: exact, opposite: false, isOther: false };
  if (isOther && !strong) return { rank: null, opposite, isOther };
  const generic = parts.some((part) => GENERIC.test(part));
  if (!strong && !generic && !opposite) return { rank: null, opposite, isOther };
  let rank = EXACT.length + (strong ? 10 : opposite ? 30 : 20);
  if (parts.some(isDeciding)) rank -= 5;
  if (isOther) rank += 20;
  if (
    parts.some((part) =>
      /^(?:severe|identity|sub|severity|score|prob|probability|value|ai|pred|predicted|prediction|machine)$/u.test(
        part,
      ),
    )
  )
    rank += 4;
  return { rank: rank + parts.length / 10, opposite, isOther };
}

/** The name without its number: columns of several annotators differ in it alone. */
export function nameFamily(name: string): string {
  return name.toLowerCase().replace(/[-+]?\d+/g, '#');
}

/** Whether a part of a name means that the judgements of several people were aggregated. */
export function isDeciding(part: string): boolean {
  return /^(?:gold|final|majority|agg|aggregated|adjudicated|binary|consensus|is|итог\p{L}*)$/u.test(part);
}
