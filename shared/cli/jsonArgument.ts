import { existsSync, readFileSync } from 'node:fs';
import type { Json } from '#shared/base/canonicalJson';
import { CodedError } from '#shared/base/errors';
import { type PipelineSpec, parsePipelineSpec } from '#shared/spec/pipelineSpec';

/**
 * Parses an argument that is JSON, or the name of a file that contains JSON.
 * @throws CodedError `argument-invalid` if it is neither.
 */
export function readJsonArgument(argument: string, given: string): Json {
  const text = !/^\s*[[{]/.test(given) && existsSync(given) ? readFileSync(given, 'utf8') : given;
  try {
    return JSON.parse(text);
  } catch (error) {
    const params = { argument, got: text.slice(0, 80), expected: 'JSON or the name of a JSON file' };
    throw new CodedError('argument-invalid', params, error);
  }
}

/** The pipeline spec of `--spec`, with defaults filled in. */
export function readSpec(given: string | undefined): PipelineSpec {
  return parsePipelineSpec(given === undefined ? {} : readJsonArgument('--spec', given));
}
