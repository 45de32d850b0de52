import { useLocation, useNavigate } from '@solidjs/router';
import { createEffect, onCleanup } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { sentence, t } from '../i18n';
import { markSeen, roomOf } from '../stores/tasks/atRoom';
import { canOpen, openResult } from '../stores/tasks/openResult';
import { onTaskEnd } from '../stores/tasks/runTask';
import { type TaskRecord, tasks } from '../stores/tasks/taskList';
import { showToast } from '../stores/toasts';
import { endText, notifyEnd } from './notifyEnd';
import { routes } from './routes';

/** Says how a task ended where its page is not on screen, and notes which pages have been looked at. */
export function TaskMessages() {
  const location = useLocation();
  const navigate = useNavigate();
  const open = async (task: TaskRecord) => {
    try {
      navigate(canOpen(task) ? await openResult(task) : '/tasks');
    } catch (error) {
      showToast(() => sentence(toCodedError(error)));
    }
  };
  createEffect(() => {
    void tasks().length; // one that ends while its page is on screen has been seen
    for (const task of tasks()) void task.state;
    const room = routes.find(({ path }) => location.pathname === path || location.pathname.startsWith(`${path}/`))?.id;
    if (room !== undefined && room !== 'models' && room !== 'compare' && document.visibilityState === 'visible')
      markSeen(room);
  });
  onCleanup(
    onTaskEnd((task, startedOn) => {
      if (task.state !== 'done' && task.state !== 'failed') return;
      notifyEnd(task, () => void open(task));
      const here = location.pathname;
      // Nothing else says how these ended; all others are shown by the page they were started on.
      const unseen = task.kind === 'export' || task.kind === 'remote' || task.kind === 'remote-search';
      const shown = !unseen && (here === startedOn || here === `/${roomOf(task)}`);
      if (shown || here === '/tasks') return;
      const label = () => {
        const words = t().common.tasks;
        return task.state === 'failed' ? words.details : task.result?.kind === 'model' ? words.tryIt : words.open;
      };
      const action = { label, run: () => void open(task) };
      showToast(() => endText(task), undefined, task.state === 'failed' || canOpen(task) ? action : undefined);
    }),
  );
  return null;
}
