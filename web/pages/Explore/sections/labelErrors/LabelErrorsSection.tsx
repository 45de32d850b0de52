import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { LabelError } from '#shared/eda/labelErrors/labelErrors';
import type { EdaReport } from '#shared/eda/sections';
import { Button } from '../../../../components/Button';
import { ClassMark } from '../../../../components/ClassMark';
import { Notice } from '../../../../components/Notice';
import { format, sentence } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { type MatchingComment, readComments } from '../../../../stores/drillDown';
import { labelRows } from '../../../../stores/edits';
import { exploreSubject, report } from '../../../../stores/explore';
import { classKeyOf, labelKind } from '../../sheet/labelKind';
import { MarkedText } from '../../sheet/MarkedText';
import { SectionSheet } from '../../sheet/SectionSheet';
import { whole } from '../../sheet/tableColumns';
import type { TableData } from '../../sheet/tableData';

/** Comments shown at once. */
const PAGE = 20;

type Verdict = 'kept' | 'changed';

/** Labels that look wrong, to be read and put right one by one. Slow, so it waits to be asked for. */
export function LabelErrorsSection() {
  const words = () => exploreWords().labelErrors;
  const found = () => report().labelErrors;
  const [shown, setShown] = createSignal(PAGE);
  const [verdicts, setVerdicts] = createSignal<ReadonlyMap<number, Verdict>>(new Map());
  createEffect(
    on(found, () => {
      setShown(PAGE);
      setVerdicts(new Map());
    }),
  );
  const errors = createMemo(() => found()?.errors ?? []);
  const page = createMemo(() => errors().slice(0, shown()));
  const texts = createTexts(() => page().map(({ row }) => row));
  const absent = () => {
    const all = found();
    if (all === undefined) return undefined;
    if (all.absent === 'one-class') return words().oneClass;
    if (all.absent === 'too-few-rows') return words().tooFew;
    return all.errors.length === 0 ? words().none : undefined;
  };
  /** @param of the report that the row is of: another may be on screen by now. */
  const decide = (of: ReturnType<typeof found>, row: number, verdict: Verdict | null) => {
    if (of !== found()) return;
    setVerdicts((now) => {
      const next = new Map(now);
      if (verdict === null) next.delete(row);
      else next.set(row, verdict);
      return next;
    });
  };
  return (
    <SectionSheet
      of="labelErrors"
      section="labelErrors"
      note={exploreWords().notes.labelErrors}
      ready={report().labelErrors !== undefined}
      tables={labelErrorTables(report())}
      height={120}
      wide
      absent={absent()}
      ask={{ action: words().ask, text: words().askText }}
    >
      <div class="row between">
        <p>{words().estimate(found()?.estimated ?? 0, found()?.rows ?? 0)}</p>
        <Show when={verdicts().size > 0}>
          <span class="quiet" role="status">
            {words().progress(verdicts().size, errors().length)}
          </span>
        </Show>
      </div>
      <Show when={texts.error()}>
        {(error) => (
          <Notice kind="error" title={exploreWords().drillDown.failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <ol class="doubts">
        <For each={page()}>
          {(error) => {
            const of = found();
            return (
              <Doubt
                error={error}
                comment={texts.of(error.row)}
                verdict={verdicts().get(error.row) ?? null}
                onVerdict={(verdict) => decide(of, error.row, verdict)}
              />
            );
          }}
        </For>
      </ol>
      <Show when={errors().length > shown()}>
        <Button onClick={() => setShown(shown() + PAGE)}>
          {words().more(Math.min(PAGE, errors().length - shown()))}
        </Button>
      </Show>
    </SectionSheet>
  );
}

function Doubt(props: {
  error: LabelError;
  comment: MatchingComment | undefined;
  verdict: Verdict | null;
  onVerdict: (verdict: Verdict | null) => void;
}) {
  const words = () => exploreWords().labelErrors;
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const [busy, setBusy] = createSignal(false);
  const name = (label: 0 | 1) => exploreWords().labels[classKeyOf(label)];
  const setLabel = async (label: 0 | 1, verdict: Verdict | null) => {
    const of = exploreSubject();
    if (of === null) return;
    setBusy(true);
    setFailure(null);
    try {
      await labelRows(of.datasetId, Uint32Array.of(props.error.row), label);
      props.onVerdict(verdict);
    } catch (error) {
      setFailure(toCodedError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li classList={{ settled: props.verdict !== null }}>
      <p class="text">
        <Show when={props.comment} fallback={<span class="quiet">…</span>}>
          {(comment) => (
            <Show when={comment().text !== ''} fallback={<span class="quiet">{exploreWords().drillDown.empty}</span>}>
              <MarkedText {...comment()} offensive />
            </Show>
          )}
        </Show>
      </p>
      <p class="quiet about">
        <span>{exploreWords().drillDown.row(props.error.row + 1)}</span>
        <span>
          {words().given} <ClassMark kind={labelKind(props.error.given)}>{name(props.error.given)}</ClassMark>
        </span>
        <span>
          {words().suggested}{' '}
          <ClassMark kind={labelKind(props.error.suggested)}>{name(props.error.suggested)}</ClassMark>
        </span>
        <span title={format().percent(props.error.selfConfidence, 2)}>
          {words().surely(props.error.selfConfidence)}
        </span>
      </p>
      <Show when={failure()}>
        {(error) => (
          <Notice kind="error" title={words().failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <div class="row tight">
        <Show
          when={props.verdict}
          fallback={
            <>
              <Button disabled={busy()} onClick={() => void setLabel(props.error.suggested, 'changed')}>
                {words().change(classKeyOf(props.error.suggested))}
              </Button>
              <Button kind="ghost" disabled={busy()} onClick={() => props.onVerdict('kept')}>
                {words().keep}
              </Button>
            </>
          }
        >
          {(verdict) => (
            <>
              <span class="quiet">
                {verdict() === 'kept' ? words().kept : words().changed(classKeyOf(props.error.suggested))}
              </span>
              <Button
                kind="ghost"
                disabled={busy()}
                onClick={() => (verdict() === 'kept' ? props.onVerdict(null) : void setLabel(props.error.given, null))}
              >
                {words().undo}
              </Button>
            </>
          )}
        </Show>
      </div>
    </li>
  );
}

interface Known {
  readonly datasetId: string | null;
  readonly comments: ReadonlyMap<number, MatchingComment>;
}

/** The comments in these rows, read as the list of rows grows. */
function createTexts(rows: () => readonly number[]) {
  /** The comments of one dataset. */
  const [known, setKnown] = createSignal<Known>({ datasetId: null, comments: new Map() });
  const [error, setError] = createSignal<CodedError | null>(null);
  const datasetId = () => exploreSubject()?.datasetId ?? null;
  const here = () => (known().datasetId === datasetId() ? known().comments : new Map<number, MatchingComment>());
  createEffect(
    on([rows, datasetId], async ([wanted, of]) => {
      const missing = wanted.filter((row) => !here().has(row));
      if (of === null || missing.length === 0) return;
      try {
        const comments = await readComments(of, missing);
        if (of !== datasetId()) return;
        const all = new Map([...here(), ...comments.map((comment) => [comment.row, comment] as const)]);
        setKnown({ datasetId: of, comments: all });
        setError(null);
      } catch (failure) {
        if (of === datasetId()) setError(toCodedError(failure));
      }
    }),
  );
  return { of: (row: number) => here().get(row), error };
}

/** Rows by number only: no comment is quoted. */
export function labelErrorTables({ labelErrors }: Partial<EdaReport>): TableData[] {
  if (labelErrors === undefined || labelErrors.absent !== null) return [];
  const words = exploreWords();
  return [
    {
      caption: words.labelErrors.caption,
      columns: [
        { head: words.labelErrors.row, format: whole },
        { head: words.labelErrors.given },
        { head: words.labelErrors.suggested },
        { head: words.labelErrors.confidence, format: (value) => format().percent(value, 1) },
      ],
      rows: labelErrors.errors.map(({ row, given, suggested, selfConfidence }) => [
        row + 1,
        words.labels[given === 1 ? '1' : '0'],
        words.labels[suggested === 1 ? '1' : '0'],
        selfConfidence,
      ]),
    },
  ];
}
