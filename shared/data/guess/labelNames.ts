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
  /^(?:toxi|hate|hatred|haine|hass|offens|offenc|ofens|abus|insult|obscen|profan|bull(?:y|ies)|cyberbull|harass|sexis|racis|misogyn|homophob|transphob|xenophob|islamophob|antisemit|threat|aggress|uncivil|incivil|rude|vulgar|unsafe|harm|spam|attack|derogat|dehuman|violen|slur|bias|нетоксич|токси|оскорб|ненавист|хейт|агресс|мат(?:а|ом)?$|брань|нецензур|непристо|обсцен|груб|угроз|спам|травл|хамств|beleidig|toxisch)/u;

/** What labels of any kind are called. */
const GENERIC =
  /^(?:labels?|labell?ed|class(?:es|ification)?|target|annotations?|annotated|categor(?:y|ies)|judg(?:e?ment|ed?)|verdict|ratings?|decision|moderat(?:ion|ed)|gold|tags?|sentiment|polarity|answer|accept|outcome|ground|truth|cats|y|output|flag|flagged|subtask|task|метк[аи]|класс|разметк[аи]|категори[яи]|оценк[аи]|решение|вердикт|тег|choice|choices|stance)$/u;

/** Names that mean the opposite. */
const OPPOSITE =
  /^(?:clean|neither|civil|safe|neutral|normal|polite|ok|okay|benign|ham|harmless|friendly|acceptable|appropriate|none|nontoxic|nothate|nohate|inoffensive|нетокси\p{L}*|чист\p{L}*|нейтрал\p{L}*|норм\p{L}*|вежлив\p{L}*|безопасн\p{L}*)$/u;
/**
 * Names that mean the opposite if their column is one of labels at all, which they do not show: a comment is approved,
 * kept or constructive in many a file that nobody labelled.
 */
const OPPOSITE_IF_LABEL =
  /^(?:approved?|allowed|permitted|permissible|kept|keep|sfw|respectful|constructive|healthy|innocent|innocuous|unproblematic|courteous|civility|politeness|kind|одобрен\p{L}*|разреш[её]н\p{L}*|допустим\p{L}*|приемлем\p{L}*|уважительн\p{L}*|доброжелательн\p{L}*|дружелюбн\p{L}*|корректн\p{L}*|безобидн\p{L}*|пристойн\p{L}*|оставить|хорош\p{L}*)$/u;
const NEGATION = /^(?:not|non|no|is?nt|un|without|не|нет|без|sans|sin|sem|ohne|senza)$/u;
const GLUED_NEGATION = /^(?:non|not|no|un|не)(\p{L}{3,})$/u;

/** Parts that make a name one of something else, whatever its other parts say. */
const META =
  /^(?:ids?|idx|index|uuid|hash|counts?|num|number|n|len|length|size|split|fold|partition|train|test|dev|lang|language|url|link|links|urls|quote|quoted|retweet|retweeted|rt|truncated|deleted|removed|edited|pinned|sticky|stickied|submitter|verified|locked|archived|likes?|liked|favou?rite[ds]?|upvotes?|downvotes?|ups|downs|views?|shares?|replies|reply|followers?|friends|date|time|timestamp|year|month|day|hour|created|updated|author|user|username|gender|sex|age|male|female|country|location|city|group|idents?|source|topic|type|model|method|confidence|conf|agreement|over|nsfw|spoiler|crosspostable|original|video|self|media|possibly|sensitive|included|suite|templ|template|duration|elapsed|номер|дата|автор|ссылк[аи]|лайк\p{L}*|язык|длина|год|пол|возраст|источник)$/u;

/** What people label besides toxicity: a rude, severe or bad value of it is not a toxic comment by itself. */
const OTHER_SCALE =
  /^(?:polite|politeness|formality|severity|priority|urgency|quality|status|state|sentiment|polarity|emotions?|mood|tone|stance|sarcas\p{L}*|iron(?:y|ic)|humou?r\p{L}*|вежлив\p{L}*|тональност\p{L}*|серь[её]зност\p{L}*|важност\p{L}*|приоритет\p{L}*|срочност\p{L}*|статус\p{L}*|состояни\p{L}*|качеств\p{L}*|эмоци\p{L}*|настроени\p{L}*|тон|сарказм\p{L}*|ирони\p{L}*|юмор\p{L}*)$/u;

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
  /** The name is that of another scale that people label by: politeness, severity, status, sentiment. */
  readonly isOtherScale: boolean;
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
  const senses = parts.map((_, i) => senseOf(parts, i));
  const strong = parts.some((part) => TOXICITY.test(part) || isGlued(part));
  const opposite = isOpposite(parts, senses);
  const isOther = parts.some((part) => META.test(part));
  if (exact >= 0) return { rank: exact, opposite: false, isOther: false, isOtherScale: false };
  const isOtherScale = !strong && parts.some((part) => OTHER_SCALE.test(part));
  if (isOther && !strong) return { rank: null, opposite, isOther, isOtherScale };
  const generic = parts.some((part) => GENERIC.test(part));
  const fine = parts.some((part) => OPPOSITE.test(part));
  if (!strong && !generic && !fine) return { rank: null, opposite, isOther, isOtherScale };
  let rank = EXACT.length + (strong ? 10 : fine ? 30 : 20);
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
  return { rank: rank + parts.length / 10, opposite, isOther, isOtherScale };
}

/** `nothate`, `nontoxic`, `нетоксичный`. */
const isGlued = (part: string) => TOXICITY.test(GLUED_NEGATION.exec(part)?.[1] ?? '');

/** What the part at `i` means, with a negation up to two parts before it; null: nothing of the kind. */
function senseOf(parts: readonly string[], i: number): 'toxic' | 'fine' | null {
  const part = parts[i];
  const fine = isGlued(part) || OPPOSITE.test(part) || OPPOSITE_IF_LABEL.test(part);
  if (!fine && !TOXICITY.test(part)) return null;
  const negated = isNegation(parts, i - 1) || (isNegation(parts, i - 2) && senseOf(parts, i - 1) === null);
  const free = parts[i + 1] === 'free' || (parts[i - 2] === 'free' && parts[i - 1] === 'of');
  return fine === (negated || free) ? 'toxic' : 'fine';
}

/** The `no` of `yes / no` denies nothing. */
function isNegation(parts: readonly string[], i: number): boolean {
  return i >= 0 && NEGATION.test(parts[i]) && !/^(?:yes|да|or|или)$/u.test(parts[i - 1] ?? '');
}

/**
 * Whether a 1 means that a comment is not toxic. A name with words of both kinds (`0 = clean, 1 = toxic`, `Toxic (1) /
 * not toxic (0)`) decides by the one that its 1 is beside; without a 1 it means toxic.
 */
function isOpposite(parts: readonly string[], senses: readonly ('toxic' | 'fine' | null)[]): boolean {
  if (!senses.includes('fine')) return false;
  if (!senses.includes('toxic')) return true;
  const digit = parts.findIndex((part) => part === '0' || part === '1');
  const one = parts.indexOf('1');
  if (one < 0) return false;
  const digitsFirst = digit < senses.findIndex((sense) => sense !== null);
  const beside = digitsFirst
    ? senses.slice(one + 1).find((sense) => sense !== null)
    : senses.slice(0, one).findLast((sense) => sense !== null);
  return beside === 'fine';
}

/** The name without its number: columns of several annotators differ in it alone. */
export function nameFamily(name: string): string {
  return name.toLowerCase().replace(/[-+]?\d+/g, '#');
}

/** Whether a part of a name means that the judgements of several people were aggregated. */
export function isDeciding(part: string): boolean {
  return /^(?:gold|final|majority|agg|aggregated|adjudicated|binary|consensus|is|итог\p{L}*)$/u.test(part);
}
