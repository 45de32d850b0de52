import type { ErrorParams } from '../base/errors';
import type { ArchivePlace, FileFault, UnreadableReason } from '../base/faults';
import { formats, type Language } from './format';
import { isolated } from './isolated';

/* What is wrong with a file, in words that fit between brackets. */

interface FaultWords {
  readonly unreadable: Readonly<Record<UnreadableReason, string>>;
  readonly places: Readonly<Record<ArchivePlace, string>>;
  readonly faults: Readonly<Record<FileFault, string>>;
  /** What was found and what was expected. */
  figures(got: string, expected: string): string;
  /** What was found and the most that can be. */
  limits(got: string | null, most: string): string;
  quoted(name: string): string;
  /** A binary file of no kind that is known. */
  readonly binary: string;
}

const en: FaultWords = {
  unreadable: {
    missing: 'there is no such file',
    'not-a-file': 'it is a folder or a device, not a file',
    'no-access': 'access was refused',
    changed: 'it was changed since it was chosen',
    failed: 'reading failed',
  },
  places: {
    members: 'too many tiny parts',
    trailer: 'its end is missing',
    checksum: 'the checksum differs',
    length: 'the unpacked length differs',
    'packed-data': 'the packed data make no sense',
    end: 'it ends too early',
    directory: 'the list of its files is damaged',
    'file-header': 'a file in it does not start where it should',
  },
  faults: {
    unreadable: 'its content makes no sense',
    'cut-short': 'it ends too early',
    'no-columns': 'it has no columns',
    'columns-differ': 'its parts have different columns',
    'column-order': 'a column is not where it should be',
    'pages-elsewhere': 'a column is in another file',
    'values-differ': 'a column has not as many values as rows',
    'number-impossible': 'it contains a size that cannot be',
    runs: 'it contains repeated values of a length that cannot be',
    'no-workbook': 'it contains no workbook',
    'sheet-missing': 'a sheet is missing',
    'row-order': 'its rows are out of order',
    'row-impossible': 'a row number cannot be',
    'column-impossible': 'a cell is in a column that cannot be',
    'xml-unclosed': 'a part of it does not end',
  },
  figures: (got, expected) => `${got} where ${expected} was expected`,
  limits: (got, most) => (got === null ? `at most ${most}` : `${got}, at most ${most}`),
  quoted: (name) => `“${name}”`,
  binary: 'a binary file',
};

const ru: FaultWords = {
  unreadable: {
    missing: 'такого файла нет',
    'not-a-file': 'это папка или устройство, а не файл',
    'no-access': 'нет доступа',
    changed: 'его изменили после того, как выбрали',
    failed: 'чтение не удалось',
  },
  places: {
    members: 'слишком много крошечных частей',
    trailer: 'не хватает конца',
    checksum: 'контрольная сумма не сходится',
    length: 'длина после распаковки не сходится',
    'packed-data': 'сжатые данные бессмысленны',
    end: 'он обрывается раньше времени',
    directory: 'список файлов в нём испорчен',
    'file-header': 'файл в нём начинается не там, где должен',
  },
  faults: {
    unreadable: 'его содержимое бессмысленно',
    'cut-short': 'он обрывается раньше времени',
    'no-columns': 'в нём нет столбцов',
    'columns-differ': 'в его частях разные столбцы',
    'column-order': 'столбец не на своём месте',
    'pages-elsewhere': 'столбец лежит в другом файле',
    'values-differ': 'значений в столбце не столько, сколько строк',
    'number-impossible': 'в нём указан невозможный размер',
    runs: 'в нём повторы невозможной длины',
    'no-workbook': 'в нём нет книги',
    'sheet-missing': 'не хватает листа',
    'row-order': 'строки идут не по порядку',
    'row-impossible': 'невозможный номер строки',
    'column-impossible': 'ячейка в невозможном столбце',
    'xml-unclosed': 'одна из его частей не закончена',
  },
  figures: (got, expected) => `${got} вместо ${expected}`,
  limits: (got, most) => (got === null ? `не больше ${most}` : `${got}, а может быть не больше ${most}`),
  quoted: (name) => `«${name}»`,
  binary: 'двоичный файл',
};

const words: Record<Language, FaultWords> = { en, ru };

/** Faults of which `expected` is the most that can be. */
const LIMITS: ReadonlySet<FileFault> = new Set(['number-impossible', 'row-impossible', 'column-impossible']);
/** Places of which no figure is of use to a person. */
const BARE: ReadonlySet<ArchivePlace> = new Set(['checksum', 'trailer', 'file-header']);

export const unreadableText = (language: Language, reason: UnreadableReason): string =>
  words[language].unreadable[reason];

/** The kind of a binary file; kinds have the same name in every language. */
export const kindText = (language: Language, kind: string): string =>
  kind === 'unknown' ? words[language].binary : kind;

/** What is wrong with an archive. */
export function archiveFaultText(language: Language, params: ErrorParams['archive-damaged']): string {
  const { where, got, expected } = params;
  const { places, figures } = words[language];
  const { number } = formats[language];
  if (got === null || expected === null || BARE.has(where)) return places[where];
  return `${places[where]}: ${figures(number(got), number(expected))}`;
}

/** What is wrong with a file of a format. */
export function fileFaultText(language: Language, params: ErrorParams['file-damaged']): string {
  const { reason, where, got, expected } = params;
  const { faults, figures, limits, quoted } = words[language];
  const { number } = formats[language];
  const found = got === null ? null : number(got);
  const parts = [
    where === null ? null : quoted(isolated(where)),
    expected === null
      ? null
      : LIMITS.has(reason)
        ? limits(found, number(expected))
        : found === null
          ? null
          : figures(found, number(expected)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? faults[reason] : `${faults[reason]}: ${parts.join(', ')}`;
}
