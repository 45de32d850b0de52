import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { Progress } from '../../components/Progress';
import { t } from '../../i18n';
import { liveTasks } from '../../stores/tasks/atRoom';
import { cancelTask } from '../../stores/tasks/runTask';
import { phaseText } from '../Tasks/phaseText';

/** Trainings and searches on the server that are under way. */
export function RemoteTasks() {
  const live = () => liveTasks().filter(({ kind }) => kind === 'remote' || kind === 'remote-search');
  return (
    <Show when={live().length > 0}>
      <div class="sheet stack">
        <For each={live().map(({ id }) => id)}>
          {(id) => (
            <Show when={live().find((task) => task.id === id)}>
              {(task) => (
                <Progress
                  label={t().common.tasks.doing[task().kind](task().title)}
                  fraction={task().fraction}
                  detail={phaseText(task())}
                  left={task().left}
                  onStop={() => cancelTask(id)}
                />
              )}
            </Show>
          )}
        </For>
        <p>
          <A href="/tasks">{t().common.pages.tasks}</A>
        </p>
      </div>
    </Show>
  );
}
