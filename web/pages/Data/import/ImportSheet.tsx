import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { CodedError, ErrorParams } from '#shared/base/errors';
import { FORMATS, isTextFormat } from '#shared/data/formats/index';
import type { ImportNotice } from '#shared/data/importReport';
import { Button } from '../../../components/Button';
import { Select, TextInput } from '../../../components/Field';
import { focusHeading } from '../../../components/focusHeading';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { Sheet } from '../../../components/Sheet';
import { format, sentence, t } from '../../../i18n';
import { dataWords } from '../../../i18n/dataWords';
import { importWords } from '../../../i18n/importWords';
import { NAME_LIMIT, type Preview } from '../../../stores/datasets';
import {
  chooseColumns,
  chooseEntry,
  chooseReading,
  countAgain,
  type Draft,
  discardDraft,
  forgetRecalled,
  importAgain,
  importDraft,
  judgement,
  labelColumnsOf,
  nameDraft,
  stopCounting,
  textColumnOf,
} from '../../../stores/importDraft';
import { CleanOffer } from './CleanOffer';
import { ColumnPicker } from './ColumnPicker';
import { fixesOf } from './fixes';
import { FirstLabelColumn, LabelColumns } from './LabelColumns';
import { LabelMeanings } from './LabelMeanings';
import { openQuestions } from './openQuestions';
import { Questions } from './Questions';
import { ReadingChoices } from './ReadingChoices';
import { noticeText } from './reportText';
import { createRowLabel } from './rowLabel';
import { SampleTable } from './SampleTable';
import { Summary } from './Summary';

/** Lets go of the file; the button is gone with it. */
function cancelDraft(): void {
  discardDraft();
  focusHeading();
}

/** How a chosen file will be read: guesses, each of which can be changed, and what they make of all of its rows. */
export function ImportSheet(props: { draft: Draft }) {
  const words = () => dataWords().sheet;
  return (
    <Sheet title={words().title(props.draft.file.name)} class="import">
      <div class="stack">
        <Repeats draft={props.draft} />
        <EntryChoice draft={props.draft} />
        <Show when={props.draft.error?.code === 'archive-several' ? null : props.draft.error}>
          {(error) => (
            <Notice
              kind="error"
              actions={
                <>
                  <For each={fixesOf(error())}>{(fix) => <Button onClick={() => fix.act()}>{fix.label}</Button>}</For>
                  <Button kind={fixesOf(error()).length > 0 ? 'ghost' : undefined} onClick={cancelDraft}>
                    {words().another}
                  </Button>
                </>
              }
            >
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <Show when={!props.draft.preview && props.draft.looking}>
          <div class="row">
            <p class="quiet" role="status">
              {dataWords().reading(props.draft.file.name)}
            </p>
            <Button kind="ghost" onClick={cancelDraft}>
              {t().common.cancel}
            </Button>
          </div>
        </Show>
        <Show when={props.draft.preview}>{(preview) => <Choices draft={props.draft} preview={preview()} />}</Show>
      </div>
    </Sheet>
  );
}

/** This very file is here already; or one like it was, and is read as that was. */
function Repeats(props: { draft: Draft }) {
  const words = () => importWords();
  const navigate = useNavigate();
  return (
    <>
      <Show when={props.draft.same}>
        {(same) => (
          <Notice
            actions={
              <>
                <Button
                  onClick={() => {
                    const { id } = same();
                    discardDraft();
                    navigate(`/data/${id}`);
                  }}
                >
                  {words().openSame}
                </Button>
                <Button kind="ghost" onClick={() => importAgain()}>
                  {words().again}
                </Button>
              </>
            }
          >
            {words().same(same().name, format().date(same().createdAt))}
          </Notice>
        )}
      </Show>
      <Show when={props.draft.recalled}>
        <Notice
          actions={
            <Button kind="ghost" onClick={() => forgetRecalled()}>
              {words().forget}
            </Button>
          }
        >
          {words().recalled}
        </Notice>
      </Show>
    </>
  );
}

/** Which of several files in a zip to read. */
function EntryChoice(props: { draft: Draft }) {
  const words = () => dataWords().sheet;
  const entries = () => props.draft.preview?.packing?.entries ?? entriesOf(props.draft.error);
  const chosen = () => props.draft.choices.entry ?? props.draft.preview?.packing?.entry ?? '';
  return (
    <Show when={entries().length > 1}>
      <div class="choices">
        <Select
          label={words().entry}
          help={words().entryHelp(entries().length)}
          value={chosen()}
          options={[
            ...(chosen() === '' ? [{ value: '', label: words().choose, disabled: true }] : []),
            ...entries().map((value) => ({ value, label: value })),
          ]}
          onChange={chooseEntry}
        />
      </div>
      <Show when={chosen() === ''}>
        <div class="row">
          <Button kind="ghost" onClick={cancelDraft}>
            {t().common.cancel}
          </Button>
        </div>
      </Show>
    </Show>
  );
}

function entriesOf(error: CodedError | null): readonly string[] {
  if (error?.code !== 'archive-several') return [];
  return (error.params as ErrorParams['archive-several']).files;
}

/** Notices of the reading that the sheet shows in other places: what the labels mean, what they leave out. */
const SHOWN_ELSEWHERE: ReadonlySet<ImportNotice['code']> = new Set(['label-inverted', 'other-labels', 'one-class']);

function Choices(props: { draft: Draft; preview: Preview }) {
  const words = () => dataWords().sheet;
  const columns = () => importWords().columns;
  let body: HTMLDivElement | undefined;
  const [askedFor, setAskedFor] = createSignal(0);

  const text = () => textColumnOf(props.draft);
  const labels = () => labelColumnsOf(props.draft);
  const questions = createMemo(() => openQuestions(props.draft, judgement()));
  const labelOf = createMemo(() => createRowLabel(judgement(), props.draft.choices.combine));
  const sampleRows = () => props.draft.inspection?.sampleRows ?? props.preview.sampleRows;
  const ready = () => {
    const judged = judgement();
    return judged !== null && questions().length === 0 && judged.kept > 0 && !props.draft.looking;
  };
  /**
   * What is known of the file as a whole, and what the first rows show of the column that is chosen for the comments.
   */
  const notices = (): readonly ImportNotice[] => {
    const found = props.draft.inspection?.report.notices ?? props.preview.notices;
    const own = found.filter(({ code }) => !SHOWN_ELSEWHERE.has(code));
    const chosen = text();
    const facts = chosen === null ? undefined : props.preview.columns[chosen];
    if (facts === undefined || props.draft.inspection !== null) return own;
    const { name: column, blank, numeric } = facts;
    if (blank === props.preview.judgedRows) return [...own, { code: 'comments-empty', column }];
    return numeric ? [...own, { code: 'comments-numeric', column }] : own;
  };
  const goTo = (place: string) => {
    const target = body?.querySelector<HTMLElement>(place);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
  const press = () => {
    if (ready()) void importDraft();
    else goTo('.import-questions');
  };

  return (
    <div class="stack" ref={body}>
      <p class="quiet">{words().found(words().formats[props.preview.format], props.preview.packing?.kind ?? null)}</p>
      <div class="choices">
        <Show when={props.preview.sheets.length > 1}>
          <Select
            label={words().sheet}
            value={props.preview.sheet ?? ''}
            options={props.preview.sheets.map((value) => ({ value, label: value }))}
            onChange={(sheet) => chooseReading({ sheet })}
          />
        </Show>
        <ColumnPicker
          label={columns().text}
          names={props.preview.header}
          value={text()}
          error={text() === null ? columns().textMissing : undefined}
          onChange={(chosen) => {
            if (chosen === null) return;
            // The same column cannot be both.
            const labelColumns = labels().filter((column) => column !== chosen);
            chooseColumns({ textColumn: chosen, ...(labelColumns.length < labels().length ? { labelColumns } : {}) });
          }}
        />
        <FirstLabelColumn draft={props.draft} names={props.preview.header} />
        <TextInput label={words().name} value={props.draft.name} maxLength={NAME_LIMIT} onInput={nameDraft} />
      </div>
      <LabelColumns
        draft={props.draft}
        names={props.preview.header}
        candidates={props.draft.inspection?.labelCandidates ?? []}
      />
      <Show when={props.draft.counting}>
        {(now) => (
          <Progress
            label={importWords().counting}
            fraction={now().bytesTotal === 0 ? null : now().bytesRead / now().bytesTotal}
            detail={importWords().countingDetail(now().bytesRead, now().bytesTotal, now().rows)}
            startedAt={now().startedAt}
            onStop={stopCounting}
          />
        )}
      </Show>
      <Show when={isUncounted(props.draft, text())}>
        <Notice kind="warn" actions={<Button onClick={() => countAgain()}>{importWords().countAgain}</Button>}>
          {importWords().countStopped}
        </Notice>
      </Show>
      <Questions
        questions={questions()}
        names={props.preview.header}
        onGo={(to) => (to === 'cut' ? goTo('.cut input') : setAskedFor((times) => times + 1))}
      />
      <Show when={judgement()}>
        {(judged) => (
          <>
            <Show when={judged().labelling.length > 0}>
              <LabelMeanings draft={props.draft} judged={judged()} askedFor={askedFor()} />
            </Show>
            <Summary judged={judged()} uncounted={props.draft.inspection?.tally.uncounted ?? 0} />
          </>
        )}
      </Show>
      <Show when={props.draft.inspection?.report}>
        {(report) => <CleanOffer cleaning={report().cleaning} chosen={props.draft.choices.clean === true} />}
      </Show>
      <For each={notices()}>
        {(notice) => <Notice kind={notice.code === 'nested-fields' ? 'info' : 'warn'}>{noticeText(notice)}</Notice>}
      </For>
      <Show when={isTextFormat(props.preview.format) || FORMATS[props.preview.format].header}>
        <details class="more">
          <summary>{isTextFormat(props.preview.format) ? words().more : words().moreSheet}</summary>
          <ReadingChoices draft={props.draft} preview={props.preview} />
        </details>
      </Show>
      <div class="row">
        <Show
          when={questions().length > 0}
          fallback={
            <Button kind="main" disabled={!ready()} onClick={press}>
              {words().action}
            </Button>
          }
        >
          <Button kind="main" onClick={press}>
            {importWords().questions.left(questions().length)}
          </Button>
        </Show>
        <Button kind="ghost" onClick={cancelDraft}>
          {t().common.cancel}
        </Button>
      </div>
      <SampleTable
        header={props.preview.header}
        rows={sampleRows()}
        textColumn={text()}
        labelColumns={labels()}
        labelOf={labelOf()}
        separate={props.draft.choices.combine === undefined}
      />
    </div>
  );
}

/** Whether the counting was stopped, not whether it goes on or failed. */
function isUncounted({ inspection, counting, looking, error }: Draft, text: number | null): boolean {
  return inspection === null && counting === null && !looking && error === null && text !== null;
}
