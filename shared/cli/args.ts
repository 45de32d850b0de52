import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CodedError } from '#shared/base/errors';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command's options, for parsing and for its help. */
export interface CommandLine {
  readonly usage: string;
  readonly summary: string;
  /** What stands beside the options, for its error; left out: files. */
  readonly words?: string;
  /** name → [placeholder or null for a switch, help]. A name ending in `!` is required. */
  readonly options: Readonly<Record<string, readonly [string | null, string]>>;
  /** Options that may be given several times, each time with another value; of any other a second one is refused. */
  readonly repeatable?: readonly string[];
}

/**
 * Values from the command line by option name; switches are 'true'. Of a repeatable option given several times, the
 * last.
 */
export type Given = ReadonlyMap<string, string>;

/** The values, with every one of options that were given several times. */
export interface GivenOptions extends Given {
  /** Every value of an option, in the order given. */
  all(option: string): readonly string[];
}

class OptionMap extends Map<string, string> implements GivenOptions {
  readonly #all = new Map<string, readonly string[]>();
  add(option: string, values: readonly string[]): void {
    this.#all.set(option, values);
    this.set(option, values[values.length - 1]);
  }
  all(option: string): readonly string[] {
    return this.#all.get(option) ?? [];
  }
}

/**
 * Reads `argv` as the command's options.
 * @throws CodedError `argument-invalid` for an unknown option, a missing value, a missing required option, or two
 *   values of an option that has one.
 */
export function readOptions(command: CommandLine, argv: readonly string[]): GivenOptions {
  return parse(command, argv, false).given;
}

/**
 * Reads `argv` as options and names of files, at least one.
 * @throws CodedError `argument-invalid`
 */
export function readOptionsAndFiles(
  command: CommandLine,
  argv: readonly string[],
): { given: GivenOptions; files: string[] } {
  const parsed = parse(command, argv, true);
  if (parsed.files.length > 0) return parsed;
  throw new CodedError('argument-invalid', {
    argument: command.words ?? 'FILE',
    got: 'nothing',
    expected: command.usage,
  });
}

function parse(
  command: CommandLine,
  argv: readonly string[],
  allowPositionals: boolean,
): { given: GivenOptions; files: string[] } {
  const options: Options = {};
  for (const [key, [placeholder]] of Object.entries(command.options)) {
    options[key.replace('!', '')] = { type: placeholder === null ? 'boolean' : 'string', multiple: true };
  }
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: withNegativeNumbers(argv, options), options, strict: true, allowPositionals });
  } catch (error) {
    throw new CodedError('argument-invalid', refusalOf(error, Object.keys(options), command, argv), error);
  }
  const given = new OptionMap();
  for (const [key, value] of Object.entries(parsed.values)) {
    const values = [value ?? true].flat().map(String);
    if (new Set(values).size > 1 && command.repeatable?.includes(key) !== true) {
      const expected = 'one value: it is given more than once';
      throw new CodedError('argument-invalid', { argument: `--${key}`, got: values.join(', '), expected });
    }
    given.add(key, values);
  }
  for (const key of Object.keys(command.options)) {
    if (key.endsWith('!') && !given.has(key.slice(0, -1))) {
      throw new CodedError('argument-invalid', {
        argument: `--${key.slice(0, -1)}`,
        got: 'nothing',
        expected: command.usage,
      });
    }
  }
  return { given, files: parsed.positionals };
}

/** What parseArgs refuses, in our words; its own English names the option. */
function refusalOf(error: unknown, names: readonly string[], { usage }: CommandLine, argv: readonly string[]) {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const argument = /'(--?[^\s'=]+)/.exec(message ?? '')?.[1] ?? argv.join(' ');
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return {
      argument,
      got: 'no option of this command',
      expected:
        names.length === 0 ? `without options: ${usage}` : `one of ${names.map((name) => `--${name}`).join(', ')}`,
    };
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const lacks = /missing|ambiguous/.test(message ?? '');
    return lacks
      ? { argument, got: 'without a value', expected: `followed by one, as in ${usage}` }
      : { argument, got: 'followed by a value', expected: 'given without one' };
  }
  return { argument: argv.join(' '), got: (message ?? String(error)).split('. ')[0], expected: usage };
}

/** `--positive -1` as `--positive=-1`: parseArgs parses every value that begins with a minus as an option. */
function withNegativeNumbers(argv: readonly string[], options: Options): string[] {
  const args: string[] = [];
  for (const arg of argv) {
    const last = args[args.length - 1] ?? '';
    const takesValue = last.startsWith('--') && options[last.slice(2)]?.type === 'string';
    if (takesValue && /^-\.?\d/.test(arg)) args[args.length - 1] = `${last}=${arg}`;
    else args.push(arg);
  }
  return args;
}

/** The value of an option whose name ends in `!`. */
export function required(given: Given, option: string): string {
  const value = given.get(option);
  if (value === undefined)
    throw new CodedError('argument-invalid', { argument: `--${option}`, got: 'nothing', expected: 'a value' });
  return value;
}

/**
 * The option's value as a number, undefined if it was not given.
 * `min` and `max` are both allowed; `whole`, the default, allows integers only.
 * @throws CodedError `argument-invalid` for anything else.
 */
export function numberOption(
  given: Given,
  option: string,
  { min, max = Number.MAX_SAFE_INTEGER, whole = true }: { min: number; max?: number; whole?: boolean },
): number | undefined {
  const text = given.get(option);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
  const expected = `${whole ? 'a whole number, ' : 'a number, '}${range}`;
  throw new CodedError('argument-invalid', { argument: `--${option}`, got: text, expected });
}

/** A command's help text. */
export function helpOf(command: CommandLine): string {
  const rows = Object.entries(command.options).map(([key, [placeholder, help]]) => {
    const name = `--${key.replace('!', '')}${placeholder === null ? '' : ` ${placeholder}`}`;
    return `  ${name.padEnd(22)} ${help}`;
  });
  return [`moderato ${command.usage}`, '', command.summary, '', ...rows].join('\n');
}
