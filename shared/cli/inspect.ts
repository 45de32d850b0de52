import { toCodedError } from '#shared/base/errors';
import { inspect } from '#shared/data/inspect';
import { readingLines, summaryOfReading } from '#shared/labelled/readingReport';
import { sentenceIn } from '#shared/messages/index';
import { type CommandLine, readOptionsAndFiles } from './args';
import { openSource } from './io';
import { optionsOfReading, READ_OPTIONS, READABLE, readSettingsOf } from './readLabelled';

export const inspectCommand: CommandLine = {
  repeatable: ['label'],
  usage: 'inspect FILE... [options]',
  summary: `Prints how files would be read, before anything is done: ${READABLE}.`,
  options: {
    ...READ_OPTIONS,
    json: [null, 'print a line of JSON for each file'],
  },
};

export async function runInspect(argv: readonly string[]): Promise<void> {
  const { given, files } = readOptionsAndFiles(inspectCommand, argv);
  const options = optionsOfReading(readSettingsOf(given));
  for (const path of files) {
    try {
      const summary = summaryOfReading(path, await inspect(openSource(path), options));
      console.log(given.has('json') ? JSON.stringify(summary) : readingLines(summary, true).join('\n'));
    } catch (error) {
      const coded = toCodedError(error);
      if (coded.code === 'unexpected' && process.env.DEBUG) throw error;
      const sentence = sentenceIn('en', coded);
      if (given.has('json')) console.log(JSON.stringify({ file: path, error: { code: coded.code, sentence } }));
      else console.log(`${path}: ${coded.code}: ${sentence}`);
      process.exitCode = 2;
    }
  }
}
