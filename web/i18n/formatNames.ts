import { FORMATS, TABLE_FORMATS, type TableFormat } from '#shared/data/formats/index';

/** What a format is called in lists, where the label of its row does not explain itself. */
type FormatNames = Readonly<Partial<Record<TableFormat, string>>>;

const en: FormatNames = {
  csv: 'Table (CSV, TSV)',
  json: 'JSON list',
  lines: 'One comment per line',
  fasttext: 'fastText (labels before each comment)',
  marked: 'A mark between label and comment ([TOXIC] …, … -> 0, Vowpal Wabbit)',
  chat: 'WhatsApp chat (date, author, message)',
  xlsx: 'Excel',
};

const ru: FormatNames = {
  csv: 'Таблица (CSV, TSV)',
  json: 'Список JSON',
  lines: 'По комментарию в строке',
  fasttext: 'fastText (пометки перед каждым комментарием)',
  marked: 'Знак между меткой и комментарием ([TOXIC] …, … -> 0, Vowpal Wabbit)',
  chat: 'Чат WhatsApp (дата, автор, сообщение)',
  xlsx: 'Excel',
};

const names = { en, ru };

/** The names of all formats. */
export function formatNames(language: keyof typeof names): Record<TableFormat, string> {
  const entries = TABLE_FORMATS.map((format) => [format, names[language][format] ?? FORMATS[format].label]);
  return Object.fromEntries(entries) as Record<TableFormat, string>;
}
