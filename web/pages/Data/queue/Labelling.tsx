import { A, useParams, useSearchParams } from '@solidjs/router';
import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { Button } from '../../../components/Button';
import { EmptyState } from '../../../components/EmptyState';
import { Select } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { isRude } from '../../../components/rude/isRude';
import { Sheet } from '../../../components/Sheet';
import { UserText } from '../../../components/UserText';
import { sentence, t } from '../../../i18n';
import { labellingWords } from '../../../i18n/labellingWords';
import { type DatasetInfo, labelsOf, loadDatasets } from '../../../stores/datasets';
import { defaultsError, loadDefaults } from '../../../stores/defaults';
import { createLabelling, type Labelling as Queue } from '../../../stores/labelQueue';
import { languageRuleError, loadLanguageRule } from '../../../stores/languageRule';
import { choiceFor, everyModel, newestModel, recommendedModels } from '../../../stores/modelChoice';
import { loadModels, modelsError } from '../../../stores/models';
import { readRows } from '../../../stores/rowActions';
import { labelPlace } from '../../../stores/rowTable';
import { attempt } from '../../attempt';
import { modelChoice } from '../../Models/describe';
import { DatasetHead } from '../DatasetHead';
import { LabelSelect } from '../LabelSelect';
import { OneDataset } from '../OneDataset';
import '../dataset.css';
import './labelling.css';

/** Label what has no label, one comment after another, the most useful first. */
export default function LabellingPage() {
  const params = useParams<{ id: string }>();
  onMount(() => {
    void loadDatasets();
    void loadModels();
    void loadDefaults();
    void loadLanguageRule();
  });
  return <OneDataset id={params.id}>{(dataset) => <Labelling dataset={dataset()} />}</OneDataset>;
}

/** Bytes of the first comments, whose language chooses a model. */
const LOOK_BYTES = 400;
const LOOK_ROWS = 8;
/** The second half of a double click is no answer to the comment that the first half brought, ms. */
const DOUBLE_CLICK = 350;

function Labelling(props: { dataset: DatasetInfo }) {
  const words = () => labellingWords();
  const id = createMemo(() => props.dataset.id);
  const [picked, setPicked] = createSignal<string | null>(null);
  const [head, { refetch }] = createResource(id, async (of) => {
    const rows = Uint32Array.from({ length: Math.min(LOOK_ROWS, props.dataset.rows) }, (_, row) => row);
    return (await readRows(of, rows, LOOK_BYTES)).map(({ text }) => text).join('\n');
  });
  const modelId = createMemo(() => {
    const chosen = picked();
    if (chosen !== null) return chosen;
    // Read before it is there, it would hide the page, and after a failure throw that.
    const text = head.state === 'ready' ? head() : undefined;
    if (text === undefined) return undefined;
    const choice = choiceFor(text);
    return choice && (choice.model ?? recommendedModels()[0] ?? newestModel())?.id;
  });
  const [search, setSearch] = useSearchParams<{ label: string }>();
  const label = createMemo(() => labelPlace(props.dataset, { label: search.label ?? null }));
  const labels = () => labelsOf(props.dataset);
  const queue = createLabelling(id, modelId, label);
  /** Without a model there is nothing to order by. */
  const without = () => {
    if (modelId() !== undefined) return null;
    if (head.error !== undefined) return toCodedError(head.error);
    return modelsError() ?? defaultsError() ?? languageRuleError();
  };
  const failure = () => queue.error() ?? without();
  const retry = () => {
    if (queue.error() !== null) return queue.retry();
    void loadModels();
    void loadDefaults();
    void loadLanguageRule();
    if (head.error !== undefined) void refetch();
  };
  return (
    <>
      <DatasetHead dataset={props.dataset} view="label" title={words().title} label={label()} />
      <div class="stack labelling">
        <div class="labelling-model">
          <Show when={labels().length > 1}>
            <LabelSelect
              dataset={props.dataset}
              label={label()}
              onChoose={(name) => setSearch({ label: name ?? undefined })}
            />
          </Show>
          <Select
            label={words().model}
            value={modelId() ?? ''}
            options={[
              ...(modelId() === undefined ? [{ value: '', label: '–' }] : []),
              ...everyModel().map((each) => modelChoice(each, each.id)),
            ]}
            onChange={setPicked}
          />
          <p class="quiet">{words().intro}</p>
        </div>
        <Show when={failure()}>
          {(error) => (
            <Notice kind="error" actions={<Button onClick={retry}>{t().common.retry}</Button>}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Switch>
          <Match when={queue.stopped()}>
            <EmptyState
              title={words().stopped}
              action={
                <Button kind="main" onClick={() => queue.retry()}>
                  {words().orderAgain}
                </Button>
              }
            >
              <p>{words().stoppedText}</p>
            </EmptyState>
          </Match>
          <Match when={queue.ordering() !== null && without() === null}>
            <Progress
              label={words().ordering}
              fraction={queue.ordering()}
              // Before the model is known there is nothing to stop.
              onStop={modelId() === undefined ? undefined : () => queue.stop()}
            />
          </Match>
          <Match when={queue.comment() === null}>
            <Done dataset={props.dataset} queue={queue} />
          </Match>
          {/* What failed is above. */}
          <Match when={queue.comment() !== undefined || failure() === null}>
            <Card queue={queue} label={label() > 0 ? labels()[label()].name : null} />
          </Match>
        </Switch>
        <Measured queue={queue} />
      </div>
    </>
  );
}

/** The comment, the answers, and their keys, which count while the focus is in here. */
function Card(props: {
  queue: Queue;
  /** The name of a label beside the dataset's first; null for that. */
  label: string | null;
}) {
  const words = () => labellingWords();
  let card: HTMLElement | undefined;
  onMount(() => card?.focus({ preventScroll: true }));
  const comment = () => props.queue.comment() ?? null;
  let busy = false;
  const act = (work: () => Promise<void> | void) =>
    attempt(async () => {
      if (busy) return; // a key that is held down
      busy = true;
      try {
        await work();
      } finally {
        busy = false;
      }
    });
  /** When the comment was on screen, as performance.now; null: it is not yet. */
  const [seenAt, setSeenAt] = createSignal<number | null>(null);
  createEffect(
    on(
      () => comment()?.row,
      (row) => {
        setSeenAt(null);
        if (row === undefined) return;
        const frame = requestAnimationFrame(() => setSeenAt(performance.now()));
        onCleanup(() => cancelAnimationFrame(frame));
      },
    ),
  );
  /** An answer counts for what was on screen when it was given, not for what came since. */
  const meant = (event: UIEvent) => {
    const again = event.type === 'click' && event.detail > 1;
    return event.timeStamp >= (seenAt() ?? Number.POSITIVE_INFINITY) + (again ? DOUBLE_CLICK : 0);
  };
  const answer = (event: UIEvent, label: 0 | 1) => meant(event) && void act(() => props.queue.answer(label));
  const skip = (event: UIEvent) => meant(event) && void act(() => props.queue.skip());
  const back = () => void act(() => props.queue.back());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const deeds = {
      '1': () => answer(event, 1),
      '0': () => answer(event, 0),
      ArrowRight: () => skip(event),
      ArrowLeft: back,
    };
    const deed = new Map<string, () => unknown>(Object.entries(deeds)).get(event.key);
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  createEffect(
    on(
      () => comment()?.row,
      () => card?.querySelector('.labelling-text')?.scrollTo({ top: 0 }),
      { defer: true },
    ),
  );
  return (
    <section
      class="sheet labelling-card"
      tabindex="0"
      aria-label={props.label === null ? words().card : words().cardOf(props.label)}
      aria-busy={seenAt() === null}
      ref={card}
      onKeyDown={onKeyDown}
    >
      <div class="row">
        <strong>{words().progress(props.queue.answered(), props.queue.total())}</strong>
        <span class="sp" />
        <span class="quiet">{comment()?.heldOut ? words().random : words().unsure}</span>
      </div>
      <progress
        aria-label={words().progressLabel}
        max={Math.max(1, props.queue.total())}
        value={props.queue.answered()}
      />
      <p class="labelling-text" aria-live="polite">
        <Show when={comment()} fallback={<span class="quiet">{t().common.loading}</span>}>
          {(now) => <UserText offensive={isRude(now().text)}>{now().text}</UserText>}
        </Show>
      </p>
      <div class="row labelling-answers">
        <Show when={props.label}>{(name) => <strong>{words().question(name())}</strong>}</Show>
        <Button disabled={comment() === null} aria-keyshortcuts="1" onClick={(event) => answer(event, 1)}>
          {props.label === null ? words().toxic : words().yes} <kbd>1</kbd>
        </Button>
        <Button disabled={comment() === null} aria-keyshortcuts="0" onClick={(event) => answer(event, 0)}>
          {props.label === null ? words().other : words().no} <kbd>0</kbd>
        </Button>
        <Button kind="ghost" disabled={comment() === null} aria-keyshortcuts="ArrowRight" onClick={skip}>
          {words().skip} <kbd>→</kbd>
        </Button>
        <Button kind="ghost" aria-disabled={!props.queue.canGoBack()} aria-keyshortcuts="ArrowLeft" onClick={back}>
          {words().back} <kbd>←</kbd>
        </Button>
      </div>
    </section>
  );
}

/** How often the model agrees on the comments that were drawn at random. */
function Measured(props: { queue: Queue }) {
  const words = () => labellingWords();
  return (
    <Show when={props.queue.ordering() === null && props.queue.total() + props.queue.agreement().rows > 0}>
      <p class="quiet" role="status">
        {words().agreement(props.queue.agreement().agreed, props.queue.agreement().rows)}
      </p>
    </Show>
  );
}

function Done(props: { dataset: DatasetInfo; queue: Queue }) {
  const words = () => labellingWords();
  const trainable = () => labelsOf(props.dataset).some(({ positives, negatives }) => positives > 0 && negatives > 0);
  return (
    <Show
      when={props.queue.skipped() === 0}
      fallback={
        <Sheet title={words().skippedTitle(props.queue.skipped())}>
          <Button kind="main" onClick={() => props.queue.restart()}>
            {words().again}
          </Button>
        </Sheet>
      }
    >
      <EmptyState
        title={words().done}
        action={
          <div class="row">
            <Show when={trainable()}>
              <A class="btn main" href={`/train?data=${props.dataset.id}`}>
                {words().train}
              </A>
            </Show>
            <Show when={props.queue.canGoBack()}>
              <Button kind="ghost" onClick={() => void attempt(() => props.queue.back())}>
                {words().back}
              </Button>
            </Show>
          </div>
        }
      >
        <p>{words().doneText(props.queue.answered())}</p>
      </EmptyState>
    </Show>
  );
}
