/**
 * Numbers, sizes, spans of time and plurals as people of a language write them: thin spaces in thousands, a real minus,
 * a unit that never parts from its number. Pure functions over Intl, for the app, the server and the command line.
 */
export type Language = 'en' | 'ru';

const THIN = '\u202f';
const MINUS = '\u2212';
const NBSP = '\u00a0';

/** Plural forms by CLDR category; `other` serves any category left out. */
export interface PluralForms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

/** Most items of a list in a sentence. */
const LIST_LIMIT = 12;
/** Of a longer list, the items that are named. */
const LIST_NAMED = 10;

interface Units {
  percent: string;
  bytes: readonly [string, string, string, string, string];
  lessThanSecond: string;
  seconds: string;
  minutes: string;
  hours: string;
  milliseconds: string;
  /** What ends a list that is cut short; `count` is written as a number. */
  more: (count: string) => string;
}

const UNITS: Record<Language, Units> = {
  en: {
    percent: '%',
    bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
    lessThanSecond: 'under a second',
    seconds: 's',
    minutes: 'min',
    hours: 'h',
    milliseconds: 'ms',
    more: (count) => `${count} more`,
  },
  ru: {
    percent: `${NBSP}%`,
    bytes: ['Б', 'кБ', 'МБ', 'ГБ', 'ТБ'],
    lessThanSecond: 'меньше секунды',
    seconds: 'с',
    minutes: 'мин',
    hours: 'ч',
    milliseconds: 'мс',
    more: (count) => `ещё ${count}`,
  },
};

/** How one language writes numbers. */
export interface Format {
  /** 1234567.891 → "1 234 567.9" with `digits` (default 0) decimals; NaN and infinities become a dash. */
  number(value: number, digits?: number): string;
  /** As `number`, with a plus on what is above zero. */
  signed(value: number, digits?: number): string;
  /** A share 0..1 as per cent: 0.912 → "91%". */
  percent(share: number, digits?: number): string;
  /** Bytes in decimal units with at most three significant digits: 212 MB. */
  bytes(bytes: number): string;
  /** Milliseconds as a rounded span: "under a second", "40 s", "3 min", "2 h 10 min". */
  duration(milliseconds: number): string;
  /** Short spans, exact: "0.1 ms", "24 ms", "1.3 s". */
  elapsed(milliseconds: number): string;
  /** A day: "3 Nov 2026". */
  date(milliseconds: number): string;
  /** A day and the time of it. */
  dateTime(milliseconds: number): string;
  /** The time of a day: "14:05". */
  time(milliseconds: number): string;
  /** The form of `forms` that goes with `count`. */
  plural(count: number, forms: PluralForms): string;
  /** The number with its noun: "1 234 rows". */
  count(count: number, forms: PluralForms): string;
  /** "a, b and c"; of more than twelve the first ten: "a, b, … and 4 096 more". */
  list(items: readonly string[]): string;
}

function createFormat(language: Language): Format {
  const locale = language === 'en' ? 'en-GB' : 'ru-RU';
  const units = UNITS[language];
  const rules = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const byDigits = new Map<number, Intl.NumberFormat>();

  const number = (value: number, digits = 0): string => {
    if (!Number.isFinite(value)) return '–';
    let format = byDigits.get(digits);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
      byDigits.set(digits, format);
    }
    let text = '';
    for (const part of format.formatToParts(value)) {
      text += part.type === 'group' ? THIN : part.type === 'minusSign' ? MINUS : part.value;
    }
    return /[1-9]/.test(text) ? text : text.replace(MINUS, '');
  };

  const signed = (value: number, digits = 0): string => {
    const text = number(value, digits);
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };

  const bytes = (size: number): string => {
    let value = size;
    let unit = 0;
    while (value >= 999.5 && unit < units.bytes.length - 1) {
      value /= 1000;
      unit++;
    }
    return `${number(value, unit > 0 && value < 9.95 ? 1 : 0)}${NBSP}${units.bytes[unit]}`;
  };

  const duration = (milliseconds: number): string => {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 1) return units.lessThanSecond;
    if (seconds < 60) return `${seconds}${NBSP}${units.seconds}`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes}${NBSP}${units.minutes}`;
    const rest = minutes % 60;
    const hours = `${number(Math.floor(minutes / 60))}${NBSP}${units.hours}`;
    return rest === 0 ? hours : `${hours} ${rest}${NBSP}${units.minutes}`;
  };

  const elapsed = (milliseconds: number): string => {
    if (milliseconds >= 60_000) return duration(milliseconds);
    if (milliseconds >= 1000) return `${number(milliseconds / 1000, 1)}${NBSP}${units.seconds}`;
    return `${number(milliseconds, milliseconds < 10 ? 1 : 0)}${NBSP}${units.milliseconds}`;
  };

  const plural = (count: number, forms: PluralForms): string => {
    const category = rules.select(count);
    if (category === 'one') return forms.one;
    if (category === 'few') return forms.few ?? forms.other;
    if (category === 'many') return forms.many ?? forms.other;
    return forms.other;
  };

  return {
    number,
    signed,
    percent: (share, digits = 0) => (Number.isFinite(share) ? `${number(share * 100, digits)}${units.percent}` : '–'),
    bytes,
    duration,
    elapsed,
    date: (milliseconds) => day.format(milliseconds),
    dateTime: (milliseconds) => moment.format(milliseconds),
    time: (milliseconds) => clock.format(milliseconds),
    plural,
    count: (count, forms) => `${number(count)}${NBSP}${plural(count, forms)}`,
    list: (items) =>
      lists.format(
        items.length <= LIST_LIMIT
          ? items
          : [...items.slice(0, LIST_NAMED), units.more(number(items.length - LIST_NAMED))],
      ),
  };
}

/** The formats of every language, made once. */
export const formats: Record<Language, Format> = { en: createFormat('en'), ru: createFormat('ru') };

/** True for a language of the interface. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(formats, value);
}

/** A reason that others worded, without its own full stop: it goes into the middle of a sentence. */
export const bare = (reason: string): string => reason.trim().replace(/[.\s]+$/, '');
