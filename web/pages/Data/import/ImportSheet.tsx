import { createMemo, createSignal, For, Show } from 'solid-js';
import type { CodedError, ErrorParams } from '#shared/base/errors';
import { DEFAULT_LABEL_CUT } from '#shared/data/column/labels';
import type { ImportNotice } from '#shared/data/importReport';
import { Button } from '../../../components/Button';
import { ClassMark } from '../../../components/ClassMark';
import { Select, TextInput } from '../../../components/Field';
import { Notice } from '../../../components/Notice';
import { NumberField } from '../../../components/NumberField';
import { Sheet } from '../../../components/Sheet';
import { sentence, t } from '../../../i18n';
import { NAME_LIMIT, type Preview } from '../../../stores/datasets';
import {
  chooseColumns,
  chooseEntry,
  chooseReading,
  type Draft,
  discardDraft,
  importDraft,
  nameDraft,
} from '../../../stores/importDraft';
import { labelMeanings } from './labelMeaning';
import { mendsOf } from './mends';
import { ReadingChoices } from './ReadingChoices';
import { noticeText } from './reportText';
import { SampleTable } from './SampleTable';

/** Values of the label column shown before the rest is only counted. */
const VALUES_SHOWN = 6;

/** How a chosen file will be read: guesses, each of which can be changed, over its first rows. */
export function ImportSheet(props: { draft: Draft }) {
  const words = () => t().data.sheet;
  return (
    <Sheet title={words().title(props.draft.file.name)} class="import">
      <div class="stack">
        <EntryChoice draft={props.draft} />
        <Show when={props.draft.error?.code === 'archive-several' ? null : props.draft.error}>
          {(error) => (
            <Notice
              kind="error"
              actions={
                <>
                  <For each={mendsOf(error())}>
                    {(mend) => <Button onClick={() => mend.act()}>{mend.label}</Button>}
                  </For>
                  <Button kind="ghost" onClick={() => discardDraft()}>
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
          <p class="quiet" role="status">
            {t().data.reading(props.draft.file.name)}
          </p>
        </Show>
        <Show when={props.draft.preview}>{(preview) => <Choices draft={props.draft} preview={preview()} />}</Show>
      </div>
    </Sheet>
  );
}

/** Which of several files in a zip to read. */
function EntryChoice(props: { draft: Draft }) {
  const words = () => t().data.sheet;
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
          <Button kind="ghost" onClick={() => discardDraft()}>
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

function Choices(props: { draft: Draft; preview: Preview }) {
  const words = () => t().data.sheet;
  const [cut, setCut] = createSignal<number | null>(props.draft.choices.labelCut ?? DEFAULT_LABEL_CUT);

  const choices = () => props.draft.choices;
  const textColumn = (): number | null => {
    const chosen = choices().textColumn;
    return typeof chosen === 'number' ? chosen : props.preview.textColumn;
  };
  const labelColumn = (): number | null => {
    const chosen = choices().labelColumn;
    return typeof chosen === 'number' || chosen === null ? chosen : props.preview.labelColumn;
  };
  const fractions = () => {
    const column = labelColumn();
    return column !== null && props.preview.columns[column]?.fractions === true;
  };
  const ready = () => textColumn() !== null && !props.draft.looking && (!fractions() || Number(cut()) > 0);
  /** What the file says of itself, and what the first rows say of the column that is chosen for the comments. */
  const notices = (): readonly ImportNotice[] => {
    const chosen = textColumn();
    const facts = chosen === null ? undefined : props.preview.columns[chosen];
    if (facts === undefined) return props.preview.notices;
    const { name: column, blank, numeric } = facts;
    if (blank === props.preview.judgedRows) return [...props.preview.notices, { code: 'comments-empty', column }];
    return numeric ? [...props.preview.notices, { code: 'comments-numeric', column }] : props.preview.notices;
  };
  const columnOptions = (without: number | null) =>
    props.preview.header.flatMap((name, position) =>
      position === without ? [] : [{ value: String(position), label: name }],
    );

  return (
    <>
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
        <Select
          label={words().text}
          value={textColumn() === null ? '' : String(textColumn())}
          error={textColumn() === null ? words().textMissing : undefined}
          options={[
            ...(textColumn() === null ? [{ value: '', label: words().choose, disabled: true }] : []),
            ...columnOptions(null),
          ]}
          onChange={(value) => {
            const chosen = Number(value);
            // The same column cannot be both.
            chooseColumns({ textColumn: chosen, labelColumn: labelColumn() === chosen ? null : labelColumn() });
          }}
        />
        <Select
          label={words().label}
          value={labelColumn() === null ? '' : String(labelColumn())}
          help={labelColumn() === null ? words().labelHelp : undefined}
          options={[...columnOptions(textColumn()), { value: '', label: words().labelNone }]}
          onChange={(value) => chooseColumns({ labelColumn: value === '' ? null : Number(value) })}
        />
        <TextInput label={words().name} value={props.draft.name} maxLength={NAME_LIMIT} onInput={nameDraft} />
        <Show when={fractions()}>
          <NumberField
            label={words().cut}
            help={words().cutHelp}
            value={cut()}
            above={0}
            max={1}
            onChange={(value) => {
              setCut(value);
              if (value !== null && !Number.isNaN(value)) chooseColumns({ labelCut: value });
            }}
          />
        </Show>
      </div>
      <Meaning preview={props.preview} column={labelColumn()} cut={choices().labelCut} />
      <For each={notices()}>
        {(notice) => <Notice kind={notice.code === 'nested-fields' ? 'info' : 'warn'}>{noticeText(notice)}</Notice>}
      </For>
      <Show when={props.preview.format !== 'parquet'}>
        <details class="more">
          <summary>{props.preview.format === 'xlsx' ? words().moreSheet : words().more}</summary>
          <ReadingChoices draft={props.draft} preview={props.preview} />
        </details>
      </Show>
      <div class="row">
        <Button kind="main" disabled={!ready()} onClick={() => void importDraft()}>
          {words().action}
        </Button>
        <Button kind="ghost" onClick={() => discardDraft()}>
          {t().common.cancel}
        </Button>
      </div>
      <SampleTable
        header={props.preview.header}
        rows={props.preview.sampleRows}
        textColumn={textColumn()}
        labelColumn={labelColumn()}
        cut={choices().labelCut}
      />
    </>
  );
}

/** What the labels are taken for, value by value. */
function Meaning(props: { preview: Preview; column: number | null; cut: number | undefined }) {
  const words = () => t().data.sheet;
  const meanings = createMemo(() =>
    props.column === null ? [] : labelMeanings(props.preview.sampleRows, props.column, props.cut),
  );
  const kindOf = (label: unknown) => (label === 1 ? 'toxic' : label === 0 ? 'other' : 'unlabelled');
  return (
    <Show when={props.column !== null} fallback={<p class="quiet">{words().meaningNone}</p>}>
      <div class="row meaning">
        <span class="quiet">{words().meaning(props.preview.sampleRows.length)}:</span>
        <For each={meanings().slice(0, VALUES_SHOWN)}>
          {({ value, rows, label }) => (
            <span class="chip">
              <code>{value === '' ? '∅' : value}</code> →
              <ClassMark kind={kindOf(label)}>{typeof label === 'number' ? undefined : words().leftOut}</ClassMark>
              <span>× {rows}</span>
            </span>
          )}
        </For>
        <Show when={meanings().length > VALUES_SHOWN}>
          <span class="quiet">{words().moreValues(meanings().length - VALUES_SHOWN)}</span>
        </Show>
      </div>
    </Show>
  );
}
