import * as v from 'valibot';
import { CodedError } from '../base/errors';
import { EDA_DEFAULTS, type EdaSettings, LEFT_OUT } from './section/settings';

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const schema = v.strictObject({
  language: v.optional(v.picklist(['auto', 'en', 'ru']), EDA_DEFAULTS.language),
  tokens: v.optional(v.picklist(['plain', 'stem', 'lemma']), EDA_DEFAULTS.tokens),
  stopWords: v.optional(
    v.union([v.picklist(['none', 'auto', 'en', 'ru']), v.array(v.pipe(v.string(), v.minLength(1)))]),
    'none',
  ),
  keep: v.pipe(
    v.optional(v.array(v.picklist(LEFT_OUT)), [...EDA_DEFAULTS.keep]),
    v.transform((kept) => LEFT_OUT.filter((each) => kept.includes(each))),
  ),
  minCount: v.optional(whole(1, 4294967295), EDA_DEFAULTS.minCount),
  topTerms: v.optional(whole(1, 100_000), EDA_DEFAULTS.topTerms),
});

/**
 * Checks `input` and fills in every default.
 * @throws CodedError `spec-invalid` naming the setting, what was got and what was expected.
 */
export function parseEdaSettings(input: unknown): EdaSettings {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? '(all settings)';
  if (issue.expected === 'never') {
    const expected = Object.keys(EDA_DEFAULTS).join(', ');
    throw new CodedError('spec-invalid', { path, got: 'not a setting', expected });
  }
  throw new CodedError('spec-invalid', { path, got: issue.received, expected: issue.expected ?? issue.message });
}
