import { writeSync } from 'node:fs';

// Preloaded into a program under measurement: at its end it writes its peak resident memory, in KiB, and its processor
// time, in microseconds, to descriptor 3.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
