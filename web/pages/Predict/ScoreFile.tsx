import { A } from '@solidjs/router';
import { createSignal, Match, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Checkbox, Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { Progress } from '../../components/Progress';
import { isRude } from '../../components/rude/isRude';
import { Sheet } from '../../components/Sheet';
import { fileName, saveFile } from '../../components/saveFile';
import { type Column, Table } from '../../components/Table';
import { UserText } from '../../components/UserText';
import { format, sentence, t } from '../../i18n';
import { rowWords } from '../../i18n/rowWords';
import { scoreFileWords } from '../../i18n/scoreFileWords';
import type { DatasetInfo } from '../../stores/datasets';
import {
  chooseFileScore,
  closeFileScore,
  type FileScore,
  type FileScored,
  fileScoreTask,
  keepFileScore,
  startFileScore,
} from '../../stores/fileScore';
import { everyModel, newestModel as newest, pinnedModel, recommendedModels } from '../../stores/modelChoice';
import { rowsAddress } from '../../stores/rowQuery';
import { type ScoredRow, scoredAs, type TypedFormat } from '../../stores/scoring';
import { cancelTask } from '../../stores/tasks/runTask';
import { linesOf } from '../../stores/threeAnswers';
import { modelChoice, modelName } from '../Models/describe';
import { FileLine } from './FileLine';
import { scoreText } from './scoreText';

const AUTOMATIC = 'automatic';

/** Score a file: which column and which model, then progress, then what came of it and the scored file to save. */
export default function ScoreFile(props: { now: FileScore }) {
  const words = scoreFileWords;
  const name = () => props.now.file.name;
  const column = () => props.now.column;
  const examples = () => {
    const at = column();
    return at === null
      ? []
      : (props.now.preview?.sampleRows ?? []).map((row) => row[at] ?? '').filter((text) => text !== '');
  };
  /** A model's id, or AUTOMATIC: what a person chose here, else in the page, else the language of every row. */
  const choice = () =>
    props.now.picked ?? pinnedModel()?.id ?? (recommendedModels().length > 0 ? AUTOMATIC : newest()?.id);
  /** Whether a model that will score has three answers. */
  const threeAnswers = () => {
    const chosen = choice();
    const by = chosen === AUTOMATIC ? recommendedModels().map(({ id }) => id) : chosen === undefined ? [] : [chosen];
    return by.some((id) => linesOf(id) !== null);
  };
  const stop = () => {
    const { taskId } = props.now;
    if (taskId !== null) cancelTask(taskId);
  };
  const ready = () => {
    const chosen = choice();
    const textColumn = column();
    return chosen === undefined || textColumn === null ? null : { id: chosen === AUTOMATIC ? null : chosen };
  };

  return (
    <Sheet title={words().title(name())} class="score-file">
      <Switch fallback={<p class="quiet">{props.now.error === null ? words().reading : ''}</p>}>
        <Match when={props.now.done}>{(result) => <Result now={props.now} done={result()} />}</Match>
        <Match when={fileScoreTask()}>
          {(task) => (
            <Progress
              label={words().busy(name())}
              fraction={task().fraction}
              detail={words().detail(task().counts.rows ?? 0, task().counts.bytesRead ?? 0)}
              left={task().left}
              onStop={stop}
            />
          )}
        </Match>
        <Match when={props.now.preview}>
          {(known) => (
            <>
              <div class="score-file-choices">
                <Select
                  label={words().column}
                  value={String(column() ?? '')}
                  options={[
                    ...(column() === null ? [{ value: '', label: '–' }] : []),
                    ...known().header.map((name, i) => ({ value: String(i), label: name })),
                  ]}
                  onChange={(value) => chooseFileScore({ column: value === '' ? null : Number(value) })}
                />
                <Select
                  label={words().model}
                  value={choice() ?? ''}
                  options={[
                    ...(choice() === undefined ? [{ value: '', label: '–' }] : []),
                    ...(recommendedModels().length > 0 ? [{ value: AUTOMATIC, label: words().automatic }] : []),
                    ...everyModel().map((each) => modelChoice(each, each.id)),
                  ]}
                  onChange={(picked) => chooseFileScore({ picked })}
                />
              </div>
              <Checkbox
                label={words().safe}
                help={words().safeHelp}
                checked={props.now.safe}
                onChange={(safe) => chooseFileScore({ safe })}
              />
              <Show when={threeAnswers()}>
                <p class="quiet">{words().three}</p>
              </Show>
              <Show when={examples()[0]}>
                {(text) => (
                  <p class="quiet clip">
                    <UserText offensive>{words().example(text())}</UserText>
                  </p>
                )}
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <Show when={props.now.stopped}>
        <p class="quiet" role="status">
          {words().stopped}
        </p>
      </Show>
      <Show when={props.now.error}>
        {(failure) => (
          <Notice kind="error" title={words().failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
      <Show when={fileScoreTask() === null}>
        <div class="row">
          <Show when={props.now.done === null && props.now.preview !== null}>
            <Button
              kind="main"
              disabled={ready() === null}
              onClick={() => {
                const chosen = ready();
                if (chosen !== null) void startFileScore(chosen.id);
              }}
            >
              {words().start}
            </Button>
          </Show>
          <Button kind="ghost" onClick={closeFileScore}>
            {words().close}
          </Button>
        </div>
      </Show>
    </Sheet>
  );
}

function Result(props: { now: FileScore; done: FileScored }) {
  const words = scoreFileWords;
  const refused = () => props.done.refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p class="finding" role="status">
        {words().done(props.done.flagged, props.done.rows)}
      </p>
      <Show when={props.done.unsure > 0}>
        <p>{words().unsure(props.done.unsure, props.done.unread)}</p>
      </Show>
      <Show when={props.done.between > 0}>
        <p>{words().between(props.done.between)}</p>
      </Show>
      <Show when={refused() > 0}>
        <Notice kind="warn">{words().refused(refused())}</Notice>
      </Show>
      <Keep now={props.now} rows={props.done.rows} />
      <Save now={props.now} done={props.done} />
      <Show when={props.done.chances !== null && props.done.rows > 0 ? props.done.chances : null}>
        {(chances) => <FileLine chances={chances()} dataset={keptDataset(props.now)} />}
      </Show>
      <Show when={props.done.highest.length > 0}>
        <Table caption={words().highest(props.done.highest.length)} columns={columnsOf()} rows={props.done.highest} />
      </Show>
    </>
  );
}

type SavedFormat = 'csv' | TypedFormat;

/** The scored file, in the format that a person wants. */
function Save(props: { now: FileScore; done: FileScored }) {
  const words = scoreFileWords;
  const [as, setAs] = createSignal<SavedFormat>('csv');
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const save = async () => {
    const { now, done } = props;
    const format = as();
    setBusy(true);
    setFailure(null);
    try {
      const file = format === 'csv' ? done.csv : await scoredAs(done.csv, format, now.column ?? 0, done.rows);
      saveFile(file, fileName(`${now.file.name.replace(/\.[a-z0-9]{1,8}$/i, '')} scored`, format));
    } catch (error) {
      setFailure(toCodedError(error));
    } finally {
      setBusy(false);
    }
  };
  const help = () => {
    if (as() === 'csv') return words().saveHelp;
    const typed = as() === 'xlsx' ? rowWords().export.xlsxHelp : rowWords().export.parquetHelp;
    return props.now.safe ? `${typed} ${words().keepSafe}` : typed;
  };
  return (
    <>
      <div class="row bottom">
        <Select<SavedFormat>
          label={rowWords().export.format}
          value={as()}
          options={(['csv', 'xlsx', 'parquet'] as const).map((value) => ({
            value,
            label: rowWords().export.formats[value],
          }))}
          onChange={setAs}
        />
        <Button disabled={busy()} onClick={() => void save()}>
          {words().save}
        </Button>
        <span class="quiet" role="status">
          {busy() ? `${rowWords().export.saving}…` : help()}
        </span>
      </div>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={rowWords().export.failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
    </>
  );
}

function keptDataset({ keeping }: FileScore): DatasetInfo | null {
  return keeping.state === 'kept' ? keeping.dataset : null;
}

/** The way from a scored file to a dataset, and to its page. */
function Keep(props: { now: FileScore; rows: number }) {
  const words = scoreFileWords;
  const keeping = () => props.now.keeping;
  const kept = () => {
    const now = keeping();
    return now.state === 'kept' ? now.dataset : null;
  };
  const failure = () => {
    const now = keeping();
    return now.state === 'failed' ? now.error : null;
  };
  const keep = () => {
    const by = everyModel().find(({ id }) => id === props.now.scoredBy);
    void keepFileScore(words().keptName(props.now.file.name, by === undefined ? null : modelName(by)));
  };
  return (
    <Show when={props.rows > 0}>
      <div class="row">
        <Show
          when={kept()}
          fallback={
            <Button kind="main" disabled={keeping().state === 'busy'} onClick={keep}>
              {words().keep}
            </Button>
          }
        >
          {(dataset) => (
            <>
              <A class="btn main" href={scoresAddress(dataset())}>
                {words().open}
              </A>
              <Show when={dataset().unlabelled > 0}>
                <A class="btn" href={`/data/${dataset().id}/label`}>
                  {words().label}
                </A>
              </Show>
            </>
          )}
        </Show>
        <span class="quiet" role="status">
          {keepText(props.now)}
        </span>
      </div>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={words().keepFailed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
    </Show>
  );
}

/** The table of the dataset, the highest scores first. */
function scoresAddress({ id, scoreColumn }: DatasetInfo): string {
  return rowsAddress(
    id,
    scoreColumn === undefined ? {} : { sort: { by: 'column', column: scoreColumn, descending: true } },
  );
}

function keepText({ keeping, safe }: FileScore): string {
  const words = scoreFileWords();
  switch (keeping.state) {
    case 'busy':
      return words.keeping;
    case 'stopped':
      return words.keepStopped;
    case 'kept':
      return words.kept(keeping.dataset.name);
    default:
      return safe ? `${words.keepHelp} ${words.keepSafe}` : words.keepHelp;
  }
}

function columnsOf(): Column<ScoredRow>[] {
  const words = scoreFileWords();
  return [
    { head: words.row, cell: ({ row }) => format().number(row), rowHead: true },
    {
      head: words.score,
      cell: (row) =>
        row.unsure ? (
          <ClassMark kind="unlabelled">{t().predict.unsure.title}</ClassMark>
        ) : (
          <ClassMark kind={row.between ? 'unlabelled' : row.flagged ? 'toxic' : 'other'}>{scoreText(row)}</ClassMark>
        ),
    },
    {
      head: words.comment,
      cell: ({ text, flagged }) => <UserText offensive={flagged || isRude(text)}>{text}</UserText>,
    },
  ];
}
