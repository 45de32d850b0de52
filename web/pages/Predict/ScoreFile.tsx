import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
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
import { scoreFileWords } from '../../i18n/scoreFileWords';
import { everyModel, newestModel as newest, pinnedModel, recommendedModels } from '../../stores/modelChoice';
import { previewOf, type ScoredRow, type ScoreFileProgress, scoreFile } from '../../stores/scoring';
import { showToast } from '../../stores/toasts';
import { modelName } from '../Models/describe';
import { scoreText } from './scoreText';

type FilePreview = Awaited<ReturnType<typeof previewOf>>;
type Done = Awaited<ReturnType<typeof scoreFile>>;

const AUTOMATIC = 'automatic';

/** Score a file: which column and which model, then progress, then what came of it and the scored file to save. */
export default function ScoreFile(props: { file: File; onClose: () => void }) {
  const words = scoreFileWords;
  const [preview, setPreview] = createSignal<FilePreview | null>(null);
  const [column, setColumn] = createSignal<number | null>(null);
  const [picked, setPicked] = createSignal<string | null>(null);
  const [safe, setSafe] = createSignal(false);
  const [progress, setProgress] = createSignal<(ScoreFileProgress & { readonly startedAt: number }) | null>(null);
  const [done, setDone] = createSignal<Done | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  let stopping = new AbortController();
  onCleanup(() => stopping.abort());

  const examples = () => {
    const at = column();
    return at === null ? [] : (preview()?.sampleRows ?? []).map((row) => row[at] ?? '').filter((text) => text !== '');
  };
  /** A model's id, or AUTOMATIC: what a person chose here, else in the page, else the language of every row. */
  const choice = () => picked() ?? pinnedModel()?.id ?? (recommendedModels().length > 0 ? AUTOMATIC : newest()?.id);

  onMount(async () => {
    try {
      const found = await previewOf(props.file);
      setColumn(found.textColumn);
      setPreview(found);
    } catch (failure) {
      setError(toCodedError(failure));
    }
  });

  const start = async (id: string | null, textColumn: number) => {
    stopping = new AbortController();
    setError(null);
    setProgress({ bytesRead: 0, totalBytes: props.file.size, rows: 0, startedAt: performance.now() });
    try {
      const report = (now: ScoreFileProgress) => setProgress((before) => before && { ...before, ...now });
      setDone(await scoreFile(id, props.file, { textColumn, safeFormulas: safe() }, report, stopping.signal));
    } catch (failure) {
      if (isAbort(failure)) showToast(words().stopped);
      else setError(toCodedError(failure));
    } finally {
      setProgress(null);
    }
  };
  const ready = () => {
    const chosen = choice();
    const textColumn = column();
    return chosen === undefined || textColumn === null
      ? null
      : { id: chosen === AUTOMATIC ? null : chosen, textColumn };
  };

  return (
    <Sheet title={words().title(props.file.name)} class="score-file">
      <Switch fallback={<p class="quiet">{error() === null ? words().reading : ''}</p>}>
        <Match when={done()}>{(result) => <Result done={result()} name={props.file.name} />}</Match>
        <Match when={progress()}>
          {(now) => (
            <Progress
              label={words().busy(props.file.name)}
              fraction={fractionOf(now())}
              detail={words().detail(now().rows, now().bytesRead)}
              startedAt={now().startedAt}
              onStop={() => stopping.abort()}
            />
          )}
        </Match>
        <Match when={preview()}>
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
                  onChange={(value) => setColumn(value === '' ? null : Number(value))}
                />
                <Select
                  label={words().model}
                  value={choice() ?? ''}
                  options={[
                    ...(choice() === undefined ? [{ value: '', label: '–' }] : []),
                    ...(recommendedModels().length > 0 ? [{ value: AUTOMATIC, label: words().automatic }] : []),
                    ...everyModel().map((each) => ({ value: each.id, label: modelName(each) })),
                  ]}
                  onChange={setPicked}
                />
              </div>
              <Checkbox label={words().safe} help={words().safeHelp} checked={safe()} onChange={setSafe} />
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
      <Show when={error()}>
        {(failure) => (
          <Notice kind="error" title={words().failed}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
      <Show when={progress() === null}>
        <div class="row">
          <Show when={done() === null && preview() !== null}>
            <Button
              kind="main"
              disabled={ready() === null}
              onClick={() => {
                const chosen = ready();
                if (chosen !== null) void start(chosen.id, chosen.textColumn);
              }}
            >
              {words().start}
            </Button>
          </Show>
          <Button kind="ghost" onClick={() => props.onClose()}>
            {words().close}
          </Button>
        </div>
      </Show>
    </Sheet>
  );
}

function fractionOf({ bytesRead, totalBytes }: ScoreFileProgress): number | null {
  return totalBytes === null || totalBytes === 0 ? null : Math.min(1, bytesRead / totalBytes);
}

function Result(props: { done: Done; name: string }) {
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
      <Show when={refused() > 0}>
        <Notice kind="warn">{words().refused(refused())}</Notice>
      </Show>
      <div class="row">
        <Button
          kind="main"
          onClick={() =>
            saveFile(props.done.csv, fileName(`${props.name.replace(/\.[a-z0-9]{1,8}$/i, '')} scored`, 'csv'))
          }
        >
          {words().save}
        </Button>
        <span class="quiet">{words().saveHelp}</span>
      </div>
      <Show when={props.done.highest.length > 0}>
        <Table caption={words().highest(props.done.highest.length)} columns={columnsOf()} rows={props.done.highest} />
      </Show>
    </>
  );
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
          <ClassMark kind={row.flagged ? 'toxic' : 'other'}>{scoreText(row)}</ClassMark>
        ),
    },
    {
      head: words.comment,
      cell: ({ text, flagged }) => <UserText offensive={flagged || isRude(text)}>{text}</UserText>,
    },
  ];
}
