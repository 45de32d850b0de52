import { A } from '@solidjs/router';
import { createMemo, For, type JSX, onMount, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { DamagedList } from '../../components/DamagedList';
import { EmptyState } from '../../components/EmptyState';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { sentence, t } from '../../i18n';
import { taskWords } from '../../i18n/taskWords';
import { liveTasks } from '../../stores/tasks/atRoom';
import { clearEnded, deleteDamagedTask, restoreEnded } from '../../stores/tasks/history';
import {
  damagedTasks,
  isLive,
  loadTasks,
  type Task,
  tasks,
  tasksError,
  tasksLoaded,
} from '../../stores/tasks/taskList';
import { showToast } from '../../stores/toasts';
import { attempt } from '../attempt';
import { saveDamaged } from '../saveDamaged';
import { TaskRow } from './TaskRow';
import './tasks.css';

/** The Tasks page: what runs, and how what ran before has ended. */
export default function Tasks() {
  onMount(() => void loadTasks());
  const live = createMemo(liveTasks);
  const ended = createMemo(() => tasks().filter(({ state }) => !isLive(state)));
  return (
    <>
      <PageHead tab={t().common.pages.tasks} title={taskWords().title(live().length)} intro={taskWords().intro} />
      <div class="stack wide">
        <Show when={tasksError()}>
          {(error) => (
            <Notice kind="error" title={taskWords().storageError}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Show when={live().length > 0}>
          <TaskList title={taskWords().live} tasks={live()} />
        </Show>
        <Show when={ended().length > 0}>
          <TaskList title={taskWords().ended} tasks={ended()}>
            <Button title={taskWords().clearHelp} onClick={() => void attempt(clear)}>
              {taskWords().clear}
            </Button>
          </TaskList>
        </Show>
        <Show when={tasks().length === 0}>
          <Show when={tasksLoaded()} fallback={<p class="quiet">{t().common.loading}</p>}>
            <EmptyState
              title={taskWords().empty.title}
              action={
                <A class="btn main" href="/data">
                  {taskWords().empty.action}
                </A>
              }
            >
              {taskWords().empty.text}
            </EmptyState>
          </Show>
        </Show>
        <DamagedList
          items={damagedTasks()}
          onSave={saveDamaged}
          onDelete={(record) => void attempt(() => deleteDamagedTask(record))}
        />
      </div>
    </>
  );
}

async function clear(): Promise<void> {
  const gone = await clearEnded();
  showToast(
    () => taskWords().cleared(gone.length),
    () => void attempt(() => restoreEnded(gone)),
  );
}

function TaskList(props: { title: string; tasks: readonly Task[]; children?: JSX.Element }) {
  return (
    <section class="stack tight" aria-label={props.title}>
      <div class="row">
        <h2>{props.title}</h2>
        <span class="sp" />
        {props.children}
      </div>
      <ul class="task-list">
        <For each={props.tasks}>{(task) => <TaskRow task={task} />}</For>
      </ul>
    </section>
  );
}
