import { useNavigate } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { Button, IconButton } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Progress } from '../../components/Progress';
import { saveFile } from '../../components/saveFile';
import { format, sentence, t } from '../../i18n';
import { taskWords } from '../../i18n/taskWords';
import { againWay, runAgain } from '../../stores/tasks/again';
import { roomOf } from '../../stores/tasks/atRoom';
import { errorOf } from '../../stores/tasks/errorOf';
import { clearEnded } from '../../stores/tasks/history';
import { canOpen, openResult } from '../../stores/tasks/openResult';
import { cancelTask } from '../../stores/tasks/runTask';
import { isLive, type Task } from '../../stores/tasks/taskList';
import { attempt } from '../attempt';
import { phaseText } from './phaseText';

/** One task: what, how far or how it ended, when, and what can be done about it. */
export function TaskRow(props: { task: Task }) {
  const words = taskWords;
  const what = () => t().common.tasks.doing[props.task.kind](props.task.title);
  return (
    <li class={`sheet task ${props.task.state}`}>
      <Icon name={roomOf(props.task)} />
      <div class="stack tight">
        <Show when={isLive(props.task.state)} fallback={<Ended task={props.task} what={what()} />}>
          <Progress
            label={what()}
            fraction={props.task.state === 'waiting' ? null : props.task.fraction}
            detail={[phaseText(props.task), props.task.own ? '' : words().elsewhere]
              .filter((part) => part !== '')
              .join(' · ')}
            left={props.task.left}
            stopLabel={words().named(words().stop, what())}
            onStop={() => cancelTask(props.task.id)}
          />
          <p class="quiet">{timesOf(props.task)}</p>
        </Show>
      </div>
    </li>
  );
}

function Ended(props: { task: Task; what: string }) {
  const words = taskWords;
  const navigate = useNavigate();
  const error = () => errorOf(props.task);
  const way = () => againWay(props.task);
  const open = async () => navigate(await openResult(props.task));
  const again = async () => {
    const page = await runAgain(props.task, { save: saveFile });
    if (page !== null) navigate(page);
  };
  const named = (action: string) => words().named(action, props.what);
  return (
    <>
      <div class="task-head">
        <h3>{props.what}</h3>
        <span class={`task-state ${props.task.state}`}>
          <Icon name={STATE_ICONS[props.task.state]} />
          {words().states[props.task.state]}
        </span>
        <IconButton
          icon="close"
          label={named(words().remove)}
          onClick={() => void attempt(() => clearEnded([props.task.id]))}
        />
      </div>
      <p class="quiet">{timesOf(props.task)}</p>
      <Switch>
        <Match when={error()}>{(failure) => <p class="task-why">{sentence(failure())}</p>}</Match>
        <Match when={props.task.state === 'interrupted'}>
          <p>{words().interrupted(percentOf(props.task))}</p>
        </Match>
        <Match when={props.task.state === 'done' && madeText(props.task)}>{(text) => <p>{text()}</p>}</Match>
      </Switch>
      <Show when={way() === 'choose'}>
        <p class="quiet">{words().chooseAgain}</p>
      </Show>
      <Show when={way() === null && props.task.kind === 'export' && props.task.state !== 'done'}>
        <p class="quiet">{words().cannotRepeat}</p>
      </Show>
      <div class="row task-actions">
        <Show when={canOpen(props.task)}>
          <Button aria-label={named(openLabel(props.task))} onClick={() => void attempt(open)}>
            {openLabel(props.task)}
          </Button>
        </Show>
        <Show when={way()}>
          {(how) => (
            <Button
              aria-label={named(how() === 'run' ? words().again : words().choose)}
              onClick={() => void attempt(again)}
            >
              {how() === 'run' ? words().again : words().choose}
            </Button>
          )}
        </Show>
      </div>
    </>
  );
}

const STATE_ICONS = {
  waiting: 'info',
  running: 'info',
  done: 'done',
  failed: 'error',
  cancelled: 'close',
  interrupted: 'warn',
} as const;

const openLabel = ({ result }: Task): string => (result?.kind === 'model' ? taskWords().tryIt : taskWords().open);

function madeText(task: Task): string | null {
  const { result } = task;
  if (result?.kind !== 'file') return null;
  const rows = taskWords().made.rows(result.rows);
  return task.kind === 'score-file' && !canOpen(task) ? `${rows}. ${taskWords().made.scoredGone}` : rows;
}

function percentOf({ fraction }: Task): string | null {
  return fraction === null ? null : format().percent(Math.floor(fraction * 100) / 100);
}

function timesOf({ createdAt, startedAt, finishedAt }: Task): string {
  const { date, dateTime, time, elapsed } = format();
  const words = taskWords();
  if (startedAt === null && finishedAt === null) return words.waiting(dateTime(createdAt));
  if (finishedAt === null) return words.times(dateTime(startedAt ?? createdAt), null, null);
  if (startedAt === null) return words.neverStarted(dateTime(finishedAt));
  const sameDay = date(startedAt) === date(finishedAt);
  return words.times(
    dateTime(startedAt),
    (sameDay ? time : dateTime)(finishedAt),
    elapsed(Math.max(0, finishedAt - startedAt)),
  );
}
