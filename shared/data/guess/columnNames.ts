/*
 * The names under which comments and their labels come, in English and Russian, likeliest first. Compared without case,
 * spaces and punctuation: "Comment Text", "comment_text" and "commentText" are one name.
 */

const TEXT_NAMES = [
  ...['comment_text', 'comment', 'comments', 'text', 'tweet', 'tweet_text', 'content', 'body', 'message', 'post'],
  ...['review', 'review_text', 'sentence', 'utterance', 'toxic_comment', 'document', 'question_text', 'reply', 'input'],
  ...['комментарий', 'текст_комментария', 'коммент', 'комментарии', 'текст', 'сообщение', 'отзыв', 'пост', 'твит'],
  ...['реплика', 'предложение', 'содержание'],
].map(plainName);

const LABEL_NAMES = [
  ...['toxic', 'is_toxic', 'toxicity', 'target', 'label', 'labels', 'toxicity_label', 'class', 'hate', 'is_hate'],
  ...['hateful', 'hate_speech', 'hatespeech', 'offensive', 'is_offensive', 'insult', 'is_insult', 'abusive', 'abuse'],
  ...['bullying', 'cyberbullying', 'harassment', 'profanity', 'obscene', 'y', 'output', 'annotation', 'category'],
  ...['токсичность', 'токсичный', 'токсично', 'токсичен', 'метка', 'метки', 'класс', 'оскорбление', 'разметка'],
].map(plainName);

/** Words that make a name a text's wherever they stand in it, as in `clean_text` and `текст_поста`. */
const TEXT_WORDS = ['comment', 'text', 'tweet', 'message', 'комментар', 'текст', 'сообщен'];

/** Names that say that a line is a header though they are neither. */
const OTHER_NAMES = [
  'id',
  'index',
  'no',
  'date',
  'author',
  'user',
  'lang',
  'language',
  'source',
  'split',
  'номер',
  'дата',
];

/** `name` in lower case, its letters and digits only. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** How likely `name` is that of the comments: the lower the likelier; null if it says nothing. */
export function textNameRank(name: string): number | null {
  const plain = plainName(name);
  const rank = TEXT_NAMES.indexOf(plain);
  if (rank >= 0) return rank;
  return TEXT_WORDS.some((word) => plain.includes(word)) ? TEXT_NAMES.length : null;
}

/** The same for the labels. */
export function labelNameRank(name: string): number | null {
  const rank = LABEL_NAMES.indexOf(plainName(name));
  return rank >= 0 ? rank : null;
}

/** Whether `cell` is a name we know. */
export function isKnownName(cell: string): boolean {
  const plain = plainName(cell);
  return TEXT_NAMES.includes(plain) || LABEL_NAMES.includes(plain) || OTHER_NAMES.includes(plain);
}
