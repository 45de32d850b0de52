import { CodedError } from '../../base/errors';
import { HEAD_ROWS } from '../filePlan';
import type { PlannedText, TextReader } from '../formats/textReader';
import { judgedRowsOf, planColumns } from '../guess/columnPlan';
import type { TakeCells } from '../tableSource';
import { guessNewline, type Newline } from './dialect';
import { createPlainLines, type TextSink } from './plainLines';

type PlanHead = Parameters<TextReader['plan']>[0];

const COLUMNS = ['date', 'author', 'text'];

/**
 * When a message was sent, as the messenger writes it in the language of the phone: `12/01/2023, 10:05 - `, `[12.01.23,
 * 10:05:11] `, `12/01/2023 à 10:05 - `.
 */
const STAMP =
  /^[\u200e\u200f\ufeff]*\[?(\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?,? (?:(?:à|a las|às|kl\.?|klo|um|в|o) )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f\u00a0]?[ap]\.?[ \u202f\u00a0]?m\.?)?)(?:\] |(?: [-–] ))/i;
/** Who sent it; a line without one is a notice of the messenger. So is one whose colon is within a name in quotes. */
const AUTHOR =
  /^[\u200e\u200f]*([^:"“«]{1,80}|[^:"“«]{0,40}(?:"[^":]{0,60}"|“[^”:]{0,60}”|«[^»:]{0,60}»)[^:"“«]{0,40}): ?/;

/** Lines by which a chat is known, and how many of them begin a message. */
const JUDGED_LINES = 40;
const MIN_MESSAGES = 3;
const MESSAGE_SHARE = 0.5;
/** A file of so few lines all of which are messages. */
const FEW_MESSAGES = 2;

/** The export of a WhatsApp chat: a message to a line, or over several, with its date and its author. */
export const chatReader: TextReader = {
  recognises: { mark: ({ text }) => isChat(text) },
  plan: planChat,
};

function isChat(text: string): boolean {
  if (!STAMP.test(text.slice(0, 80))) return false;
  const lines = text.split(guessNewline(text), JUDGED_LINES).filter((line) => line.trim() !== '');
  const messages = lines.filter((line) => {
    const stamp = STAMP.exec(line)?.[0];
    return stamp !== undefined && AUTHOR.test(line.slice(stamp.length));
  }).length;
  if (messages === lines.length && messages >= FEW_MESSAGES) return true;
  return messages >= MIN_MESSAGES && messages >= MESSAGE_SHARE * lines.length;
}

function planChat({ name, text, complete, options }: PlanHead): PlannedText | null {
  const newline = guessNewline(text);
  const rows: (readonly string[])[] = [];
  const reader = createChatRows(newline, (cells, _, refused) => {
    if (refused === undefined && rows.length < HEAD_ROWS) rows.push(cells);
  });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) {
    if (!complete) return null;
    throw new CodedError('rows-none-usable', { name, refused: text.split(newline).length, line: 1, columns: 3 });
  }
  const chosen = { textColumn: 2, labelColumn: null, ...options };
  const plan = planColumns(COLUMNS, COLUMNS, judgedRowsOf(rows, COLUMNS.length), chosen);
  return {
    plan: { ...plan, hasHeader: false, notices: [] },
    delimiter: null,
    rows: (take) => ({ ...createChatRows(newline, take), notices: () => [] }),
  };
}

/** Reads messages: a line that begins none goes on with the one above it. */
function createChatRows(newline: Newline, take: TakeCells): TextSink {
  let message: { date: string; author: string; parts: string[]; line: number } | null = null;
  const emit = () => {
    if (message !== null) take([message.date, message.author, message.parts.join('\n')], message.line);
    message = null;
  };
  const lines = createPlainLines(newline, (line, number) => {
    const stamp = STAMP.exec(line);
    if (stamp === null) {
      if (message !== null) message.parts.push(line);
      else if (line.trim() !== '') take([], number, 'chat-notice');
      return;
    }
    emit();
    const rest = line.slice(stamp[0].length);
    const author = AUTHOR.exec(rest);
    if (author === null) take([], number, 'chat-notice');
    else message = { date: stamp[1], author: author[1], parts: [rest.slice(author[0].length)], line: number };
  });
  return {
    push: lines.push,
    end() {
      lines.end();
      emit();
    },
  };
}
