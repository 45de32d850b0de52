import { isExactLabelName, nameParts } from './labelNames';
import { isExactTextName } from './textNames';

/** Names that mark a line as a header though they are neither of comments nor of labels. */
const OTHER = new Set(
  [
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
    'автор',
  ].concat([
    'username',
    'created',
    'timestamp',
    'time',
    'likes',
    'score',
    'annotator',
    'язык',
    'источник',
    'пользователь',
  ]),
);

/** Whether `cell` is a common name of a column of comments, labels or other data. */
export function isKnownName(cell: string): boolean {
  if (cell.length > 60) return false;
  const parts = nameParts(cell);
  const joined = parts.join('');
  if (isExactTextName(joined) || isExactLabelName(joined) || OTHER.has(joined)) return true;
  // `label_gold`, `tweet_id`: joined by something else than spaces, as no words of a text are.
  return (
    parts.length > 1 &&
    parts.length <= 4 &&
    /^[\p{L}\p{N}]+(?:[_.-][\p{L}\p{N}]+)+$/u.test(cell.trim()) &&
    parts.some((part) => OTHER.has(part) || isExactLabelName(part) || isExactTextName(part))
  );
}
