import { nameParts } from './labelNames';

/*
 * What a column's name says of it as the comments. Cells come first: a column of ids, dates or one repeated word is no
 * text whatever it is called.
 */

/** Exact names, likeliest first, as their parts joined. */
const EXACT = [
  ...['commenttext', 'comment', 'comments', 'text', 'tweet', 'tweettext', 'content', 'body', 'message', 'post'],
  ...['review', 'reviewtext', 'sentence', 'utterance', 'toxiccomment', 'document', 'questiontext', 'reply', 'input'],
  ...[
    'msg',
    'fulltext',
    'rawtext',
    'selftext',
    'textoriginal',
    'textdisplay',
    'testcase',
    'generation',
    'data',
    'remark',
    'caption',
    'quote',
  ],
  ...['комментарий', 'тексткомментария', 'коммент', 'комментарии', 'текст', 'сообщение', 'отзыв', 'пост', 'твит'],
  ...['реплика', 'предложение', 'содержание', 'высказывание', 'текстсообщения', 'содержимоекомментария'],
];

const EXACT_NAMES = new Set(EXACT);

/** Whether `joined`, the parts of a name as one word, is a name that comments have. */
export function isExactTextName(joined: string): boolean {
  return EXACT_NAMES.has(joined);
}

/** Parts of names of texts. */
const TEXT =
  /^(?:comments?|texts?|tweets?|messages?|msgs?|posts?|body|content|reviews?|sentences?|utterances?|remarks?|reply|replies|response|statement|caption|document|selftext|fulltext|description|quotes?|tokens|words|phrase|commentary|opinion|feedback|generation|коммент\p{L}*|текст\p{L}*|сообщен\p{L}*|отзыв\p{L}*|пост|поста|твит\p{L}*|реплик\p{L}*|предложени\p{L}*|содержи?ни?м?\p{L}*|высказыван\p{L}*|фраз\p{L}*|мнени\p{L}*|kommentar\p{L}*|texto?|mensaje|mensagem|comentario|comentário|commentaire|testo|commento|nachricht|beitrag)$/u;

/**
 * Whether `cell` can only be the name of a column of comments: an exact one, or one word, as programs join it (`phrase`,
 * `clean_text`).
 */
export function isTextName(cell: string): boolean {
  const name = cell.trim();
  if (!/^[\p{L}\p{N}]+(?:[ _.-][\p{L}\p{N}]+){0,3}$/u.test(name)) return false;
  const parts = nameParts(name);
  return isExactTextName(parts.join('')) || (!/[ -]/.test(name) && parts.some((part) => TEXT.test(part)));
}

/** Parts of names of what is beside the comments: what they answer, who wrote them. */
const BESIDE =
  /^(?:context|parent|title|subject|headline|article|prev|previous|history|prompt|question|rationale|reason|explanation|bio|user|author|commenter|name|location|category|target|topic|theme|thread|url|link|lang|language|type|source|template|templ|lemma|stem|clean|cleaned|processed|preprocessed|normali[sz]ed|translation|translated|notes?|span|spans|focus|agent|bot|assistant|gpt|system|hashtags?|mentions?|id|date|time|контекст|заголовок|тема|автор|родитель\p{L}*|вопрос|причина|описание)$/u;

/** How much `name` speaks for a column of comments: from 60 down for exact names; below zero against it. */
export function textNameScore(name: string): number {
  const parts = nameParts(name);
  const exact = EXACT.indexOf(parts.join(''));
  if (exact >= 0) return 60 - exact / 4;
  const text = parts.some((part) => TEXT.test(part));
  // Who speaks to a machine is called so in conversations with it.
  if (parts.join('') === 'user') return 5;
  const beside = parts.some((part) => BESIDE.test(part));
  if (text) return beside ? 12 : 40;
  return beside ? -15 : 0;
}

/** The column of comments that come without names: strings of a JSON file, lines of a plain text. */
export const UNNAMED_TEXT = 'text';
