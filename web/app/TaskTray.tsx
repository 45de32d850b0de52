import { A, useLocation } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { IconButton } from '../components/Button';
import { format, t } from '../i18n';
import { liveTasks } from '../stores/tasks/atRoom';
import { cancelTask } from '../stores/tasks/runTask';

/** What runs, on every page but the list of tasks: how far it is, and how to stop it. It leads to that list. */
export function TaskTray() {
  const location = useLocation();
  const words = () => t().common.tasks;
  const live = createMemo(liveTasks);
  // The same task stays the same element, so that a focused button is not drawn anew.
  const first = createMemo(() => live()[0]?.id);
  return (
    <Show when={location.pathname !== '/tasks' && first() !== undefined}>
      <section class="task-tray" aria-label={words().tray}>
        <Show when={first()} keyed>
          {(id) => {
            const task = () => live().find((each) => each.id === id);
            const what = () => {
              const now = task();
              return now === undefined ? '' : words().doing[now.kind](now.title);
            };
            const fraction = () => task()?.fraction ?? null;
            return (
              <>
                <A class="task-tray-what" href="/tasks" title={what()}>
                  {what()}
                </A>
                <IconButton icon="close" label={words().cancel(what())} onClick={() => cancelTask(id)} />
                {/* The line below says the same in words. */}
                <Show when={fraction() !== null} fallback={<progress aria-hidden="true" />}>
                  <progress aria-hidden="true" max={1} value={fraction() ?? 0} />
                </Show>
                <span class="quiet">
                  {fraction() === null ? '' : format().percent(Math.floor((fraction() ?? 0) * 100) / 100)}
                  <Show when={task()?.left}>{(left) => <> · {t().common.timeLeft(left())}</>}</Show>
                  <Show when={live().length > 1}>
                    <span class="task-tray-more">{words().more(live().length - 1)}</span>
                  </Show>
                </span>
              </>
            );
          }}
        </Show>
      </section>
    </Show>
  );
}
