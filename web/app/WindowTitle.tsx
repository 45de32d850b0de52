import { createEffect, createSignal, onCleanup, onMount } from 'solid-js';
import { tabTitle } from '../components/tabTitle';
import { format, t } from '../i18n';
import { liveTasks, roomOf } from '../stores/tasks/atRoom';
import { onTaskEnd } from '../stores/tasks/runTask';
import { isLong } from './notifyEnd';

/**
 * The window's title: the page's name, while something runs how far it is ("43% · Train"), and after a long task that
 * ended out of sight a mark until the window is looked at.
 */
export function WindowTitle() {
  const [mark, setMark] = createSignal<'done' | 'failed' | null>(null);
  const look = () => {
    if (document.visibilityState === 'visible') setMark(null);
  };
  onMount(() => document.addEventListener('visibilitychange', look));
  onCleanup(() => document.removeEventListener('visibilitychange', look));
  onCleanup(
    onTaskEnd((task) => {
      if (document.hidden && isLong(task)) setMark(task.state === 'failed' ? 'failed' : 'done');
    }),
  );
  createEffect(() => {
    const [task] = liveTasks();
    if (task !== undefined) {
      const far = task.fraction === null ? '…' : format().percent(Math.floor(task.fraction * 100) / 100);
      document.title = `${far} · ${t().common.pages[roomOf(task)]}`;
      return;
    }
    const sign = mark() === null ? '' : mark() === 'done' ? '✓ ' : '✕ ';
    document.title = `${sign}${tabTitle()} · Moderato`;
  });
  return null;
}
