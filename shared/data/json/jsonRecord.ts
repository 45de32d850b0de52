import { isExactLabelName, nameParts } from '../guess/labelNames';
import { UNNAMED_TEXT } from '../guess/textNames';
import { cellText } from './cellText';
import { isObject } from './shapes';

/** Objects within objects are columns down to here; what lies deeper is written as JSON. */
const DEEPEST = 8;

/**
 * Calls back with the cells of one record: its fields by name, those of an object within it as `outer.inner`, lists as
 * JSON, null as an empty cell. A string is a record of one field, UNNAMED_TEXT; the fields of a list are `column 1` and
 * so on. The choices of Label Studio's annotations are fields too. If a name occurs twice the later one is called back
 * later.
 *
 * @param emit `nested`: the field is in an object within the record.
 * @param lists lists are records.
 * @returns false if `value` is no record: a number, a boolean, null, an empty list.
 */
export function emitCells(
  value: unknown,
  emit: (name: string, cell: string, nested: boolean) => void,
  lists = false,
): boolean {
  if (typeof value === 'string') {
    emit(UNNAMED_TEXT, value, false);
    return true;
  }
  if (Array.isArray(value)) {
    if (!lists) return false;
    emitFields(Object.fromEntries(value.map((item, i) => [`column ${i + 1}`, item])), '', 1, emit);
    return value.length > 0;
  }
  if (!isObject(value)) return false;
  emitFields(value, '', 1, emit);
  if (Array.isArray(value.annotations)) {
    for (const [name, choices] of annotationChoices(value.annotations)) {
      emit(`annotations.${name}`, choices.length === 1 ? choices[0] : JSON.stringify(choices), true);
    }
  }
  return true;
}

function emitFields(
  object: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
  emit: (name: string, cell: string, nested: boolean) => void,
): void {
  for (const [key, value] of Object.entries(object)) {
    if (depth < DEEPEST && isObject(value)) emitFields(value, `${prefix}${key}.`, depth + 1, emit);
    else if (!emitTurns(value, `${prefix}${key}.`, emit)) {
      emit(prefix + key, Array.isArray(value) ? (richText(value) ?? cellText(value)) : cellText(value), depth > 1);
      if (Array.isArray(value)) emitJudgements(value, `${prefix}${key}.`, emit);
    }
  }
}

/** The text of a list of pieces, some with a style: `["so ", {"type": "bold", "text": "this"}]`. Null if it is none. */
function richText(pieces: readonly unknown[]): string | null {
  if (!pieces.some(isObject)) return null;
  const texts: string[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') texts.push(piece);
    else if (isObject(piece) && typeof piece.type === 'string' && typeof piece.text === 'string')
      texts.push(piece.text);
    else return null;
  }
  return texts.join('');
}

/**
 * A conversation in which everybody speaks once: what each says is a field by the name of the role (`messages.user`),
 * as examples for chat models have it: OpenAI's `messages`, ShareGPT's `conversations`.
 * @returns false if `value` is no such conversation.
 */
function emitTurns(
  value: unknown,
  prefix: string,
  emit: (name: string, cell: string, nested: boolean) => void,
): boolean {
  if (!Array.isArray(value) || value.length < 2) return false;
  const turns = new Map<string, string>();
  for (const turn of value) {
    if (!isObject(turn)) return false;
    const role = turn.role ?? turn.from;
    const content = turn.content ?? turn.value;
    const said = Array.isArray(content) ? richText(content) : content;
    if (typeof role !== 'string' || typeof said !== 'string' || turns.has(role)) return false;
    turns.set(role, said);
  }
  for (const [role, said] of turns) emit(prefix + role, said, true);
  return true;
}

/**
 * Objects in a list that hold a label each are the judgements of several people: HateXplain's annotators, doccano's.
 */
function emitJudgements(
  list: readonly unknown[],
  prefix: string,
  emit: (name: string, cell: string, nested: boolean) => void,
): void {
  if (list.length === 0 || !list.every(isObject)) return;
  for (const field of Object.keys(list[0])) {
    if (!isExactLabelName(nameParts(field).join(''))) continue;
    const judgements = list.map((one) => one[field]);
    if (judgements.some((one) => typeof one === 'object')) continue;
    emit(prefix + field, judgements.length === 1 ? cellText(judgements[0]) : cellText(judgements), true);
  }
}

/** What people chose in Label Studio, by the name of the control; every person's choices, one after another. */
function annotationChoices(annotations: readonly unknown[]): Map<string, string[]> {
  const choices = new Map<string, string[]>();
  for (const annotation of annotations) {
    if (!isObject(annotation) || !Array.isArray(annotation.result) || annotation.was_cancelled === true) continue;
    for (const result of annotation.result) {
      if (!isObject(result) || typeof result.from_name !== 'string' || !isObject(result.value)) continue;
      const { value } = result;
      const chosen = value.choices ?? value.taxonomy ?? (value.rating === undefined ? value.text : [value.rating]);
      if (!Array.isArray(chosen)) continue;
      const known = choices.get(result.from_name) ?? [];
      known.push(...chosen.map((one) => (typeof one === 'string' ? one : cellText(one))));
      choices.set(result.from_name, known);
    }
  }
  return choices;
}
