import { createMemo, createSignal, For, Show } from 'solid-js';
import { DELIMITERS, type Delimiter } from '#shared/data/dialect';
import { ENCODINGS, type Encoding } from '#shared/data/encoding';
import { DEFAULT_LABEL_CUT } from '#shared/data/labels';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Checkbox, NumberInput, Select, TextInput } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import type { Preview } from '../../stores/datasets';
import { chooseColumns, chooseReading, type Draft, discardDraft, importDraft, nameDraft } from './draft';
import { labelMeanings } from './labelMeaning';
import { mendsOf } from './mends';
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
        <Show when={props.draft.error}>
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

function Choices(props: { draft: Draft; preview: Preview }) {
  const words = () => t().data.sheet;
  const [cutText, setCutText] = createSignal<number>(props.draft.choices.labelCut ?? DEFAULT_LABEL_CUT);

  const choices = () => props.draft.choices;
  const textColumn = (): number | null => {
    const chosen = choices().textColumn;
    return typeof chosen === 'number' ? chosen : props.preview.textColumn;
  };
  const labelColumn = (): number | null => {
    const chosen = choices().labelColumn;
    return typeof chosen === 'number' || chosen === null ? chosen : props.preview.labelColumn;
  };
  const cutIsFine = () => cutText() > 0 && cutText() <= 1;
  const fractions = () => {
    const column = labelColumn();
    return column !== null && props.preview.columns[column]?.fractions === true;
  };
  const ready = () => textColumn() !== null && !props.draft.looking && (!fractions() || cutIsFine());
  const columnOptions = (without: number | null) =>
    props.preview.header.flatMap((name, position) =>
      position === without ? [] : [{ value: String(position), label: name }],
    );

  return (
    <>
      <div class="choices">
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
        <TextInput label={words().name} value={props.draft.name} maxLength={120} onInput={nameDraft} />
        <Show when={fractions()}>
          <NumberInput
            label={words().cut}
            help={words().cutHelp}
            error={cutIsFine() ? undefined : words().cutError}
            value={cutText()}
            min={0}
            max={1}
            step={0.05}
            onChange={(value) => {
              setCutText(value);
              if (cutIsFine()) chooseColumns({ labelCut: value });
            }}
          />
        </Show>
      </div>
      <Meaning preview={props.preview} column={labelColumn()} cut={choices().labelCut} />
      <For each={props.preview.notices}>{(notice) => <Notice kind="warn">{noticeText(notice)}</Notice>}</For>
      <details class="more">
        <summary>{words().more}</summary>
        <Reading draft={props.draft} preview={props.preview} />
      </details>
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

/** What is seldom touched: encoding, delimiter, header, quotes. */
function Reading(props: { draft: Draft; preview: Preview }) {
  const words = () => t().data.sheet;
  const choices = () => props.draft.choices;
  return (
    <div class="choices">
      <Select<Encoding | 'auto'>
        label={words().encoding}
        value={choices().encoding ?? 'auto'}
        options={[
          { value: 'auto', label: words().encodings.auto(words().encodings[props.preview.encoding ?? 'utf-8']) },
          ...ENCODINGS.map((value) => ({ value, label: words().encodings[value] })),
        ]}
        onChange={(value) => chooseReading({ encoding: value === 'auto' ? undefined : value })}
      />
      <Select<Delimiter | 'auto'>
        label={words().delimiter}
        value={choices().delimiter ?? 'auto'}
        options={[
          { value: 'auto', label: words().delimiters.auto(words().delimiters[props.preview.delimiter ?? ',']) },
          ...DELIMITERS.map((value) => ({ value, label: words().delimiters[value] })),
        ]}
        onChange={(value) => chooseReading({ delimiter: value === 'auto' ? undefined : value })}
      />
      <div>
        <Checkbox
          label={words().header}
          checked={props.preview.hasHeader}
          onChange={(header) => chooseReading({ header })}
        />
        <Checkbox
          label={words().quotes}
          help={words().quotesHelp}
          checked={choices().quotes === 'text'}
          onChange={(asText) => chooseReading({ quotes: asText ? 'text' : 'csv' })}
        />
      </div>
    </div>
  );
}
