import { serverWords } from '../../i18n/serverWords';
import { taskWords } from '../../i18n/taskWords';
import { trainWords } from '../../i18n/trainWords';
import type { Task } from '../../stores/tasks/taskList';

/** What a task under way is doing, and how much of it is done; empty if nothing is known. */
export function phaseText({ kind, state, phase, counts }: Task): string {
  const words = taskWords();
  if (state === 'waiting') return words.states.waiting;
  const { rows, bytesRead, bytesTotal, done, total, iteration } = counts;
  switch (kind) {
    case 'import':
      return rows === undefined ? '' : words.detail.import(rows, bytesRead ?? 0, bytesTotal ?? 0);
    case 'explore':
      return done === undefined ? '' : words.detail.explore(done, total ?? 0);
    case 'score-file':
      return rows === undefined ? '' : words.detail['score-file'](rows);
    case 'export':
      return done === undefined || total === 0 ? '' : words.detail.export(done, total ?? 0);
    case 'remote':
    case 'remote-search': {
      const { remote, remoteSearch } = serverWords();
      const own = kind === 'remote' ? {} : remoteSearch.phases;
      const steps: Readonly<Record<string, string>> = { ...remote.phases, ...own };
      return steps[phase ?? 'connect'] ?? '';
    }
    case 'search':
      return done === undefined || total === 0 ? '' : words.detail.search(done, total ?? 0);
    default: {
      const phases: Readonly<Record<string, string>> = trainWords().phases;
      const step = phases[phase ?? 'start'] ?? '';
      return iteration === undefined ? step : `${step} · ${trainWords().iteration(iteration)}`;
    }
  }
}
