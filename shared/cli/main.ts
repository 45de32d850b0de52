import { runProgram } from './program';

// The reader of our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const status = await runProgram(process.argv.slice(2));
if (status !== 0) process.exitCode = status;
