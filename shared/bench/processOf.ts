import { readFileSync } from 'node:fs';

/** Seconds of processor time that a process has used: what it costs, however busy the machine is. */
export function processorSecondsOf(pid: number): number {
  // After the name, which may contain spaces: utime and stime are fields 14 and 15, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
