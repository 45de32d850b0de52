import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { troubledFiles } from '#shared/data/testing/troubles';
import { type CommandLine, helpOf, readOptions } from './args';

/* `npm run fixtures`: writes a small file for each kind of trouble that files of comments have, and what is right of each. */

const command: CommandLine = {
  usage: 'npm run fixtures -- [options]',
  summary:
    'Writes a small file for each kind of trouble (in files/), and what reading each has to find (expected.json).',
  options: {
    out: ['FOLDER', 'where to write them (default: test-results/fixtures)'],
    help: [null, 'print this'],
  },
};

const given = readOptions(command, process.argv.slice(2));
if (given.has('help')) console.log(helpOf(command));
else {
  const folder = given.get('out') ?? 'test-results/fixtures';
  const files = troubledFiles();
  mkdirSync(join(folder, 'files'), { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(folder, 'files', name), bytes);
  const answers = Object.fromEntries(files.map(({ name, want }) => [name, want]));
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(answers, null, 1)}\n`);
  console.log(`${files.length} files in ${folder}`);
}
