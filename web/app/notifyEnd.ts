import type { CodedError } from '#shared/base/errors';
import { sentence, t } from '../i18n';
import { notify } from '../stores/settings';
import { errorOf } from '../stores/tasks/errorOf';
import type { TaskRecord } from '../stores/tasks/taskList';

/** A shorter task is not worth a notification. */
const LONG_MS = 10_000;

/** Whether a task that has ended by itself took long. */
export function isLong({ state, startedAt, finishedAt }: TaskRecord): boolean {
  if (state !== 'done' && state !== 'failed') return false;
  return startedAt !== null && finishedAt !== null && finishedAt - startedAt > LONG_MS;
}

/** What a message says of a task that has ended. */
export function endText(task: TaskRecord): string {
  const words = t().common.tasks;
  const error: CodedError | null = errorOf(task);
  return error === null
    ? words.did[task.kind](task.title)
    : `${words.failed[task.kind](task.title)} ${sentence(error)}`;
}

/**
 * Notifies of the end of a long task while no page is in view, if the person has switched that on.
 * @param onOpen called when the notification is pressed.
 */
export function notifyEnd(task: TaskRecord, onOpen: () => void): void {
  if (!notify() || !document.hidden || !isLong(task)) return;
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const text = endText(task);
  try {
    const notification = new Notification('Moderato', { body: text, tag: task.id, icon: '/icons/icon-192.png' });
    notification.onclick = () => {
      window.focus();
      notification.close();
      onOpen();
    };
  } catch {
    // Chromium on Android shows notifications only from a service worker (sw.ts answers the press).
    void navigator.serviceWorker?.ready.then((worker) =>
      worker.showNotification('Moderato', { body: text, tag: task.id, icon: '/icons/icon-192.png' }),
    );
  }
}
