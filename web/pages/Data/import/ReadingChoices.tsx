import { Show } from 'solid-js';
import { ENCODINGS, type Encoding } from '#shared/data/bytes/encoding';
import { CELL_ENCODINGS, type CellEncoding } from '#shared/data/cellEncoding';
import { DELIMITERS, type Delimiter } from '#shared/data/delimited/dialect';
import { FORMATS, isTextFormat, TEXT_FORMATS, type TextFormat } from '#shared/data/formats/index';
import { Checkbox, Select } from '../../../components/Field';
import { NumberField } from '../../../components/NumberField';
import { dataWords } from '../../../i18n/dataWords';
import { importWords } from '../../../i18n/importWords';
import type { Preview } from '../../../stores/datasets';
import { chooseReading, type Draft } from '../../../stores/importDraft';
import { encodingName } from './encodingName';

/** What is seldom touched: format, encoding, delimiter, header, quotes; of each only what the format has. */
export function ReadingChoices(props: { draft: Draft; preview: Preview }) {
  const words = () => dataWords().sheet;
  const choices = () => props.draft.choices;
  return (
    <div class="choices">
      <Show when={isTextFormat(props.preview.format)}>
        <Select<TextFormat | 'auto'>
          label={words().format}
          value={choices().format ?? 'auto'}
          options={[
            { value: 'auto', label: words().automatic(words().formats[props.preview.format]) },
            ...TEXT_FORMATS.map((value) => ({ value, label: words().formats[value] })),
          ]}
          onChange={(value) => chooseReading({ format: value === 'auto' ? undefined : value })}
        />
      </Show>
      <Show when={props.preview.encoding}>
        {(encoding) => (
          <Select<Encoding | 'auto'>
            label={words().encoding}
            value={choices().encoding ?? 'auto'}
            options={[
              { value: 'auto', label: words().automatic(encodingName(encoding())) },
              ...ENCODINGS.map((value) => ({ value, label: encodingName(value) })),
            ]}
            onChange={(value) => chooseReading({ encoding: value === 'auto' ? undefined : value })}
          />
        )}
      </Show>
      <Show when={props.preview.delimiter}>
        {(delimiter) => (
          <Select<Delimiter | 'auto'>
            label={words().delimiter}
            value={choices().delimiter ?? 'auto'}
            options={[
              { value: 'auto', label: words().automatic(words().delimiters[delimiter()]) },
              ...DELIMITERS.map((value) => ({ value, label: words().delimiters[value] })),
            ]}
            onChange={(value) => chooseReading({ delimiter: value === 'auto' ? undefined : value })}
          />
        )}
      </Show>
      <Select<CellEncoding | 'none' | 'auto'>
        label={importWords().decode.label}
        value={choices().decode ?? 'auto'}
        options={[
          { value: 'auto', label: importWords().decode.auto },
          { value: 'none', label: importWords().decode.none },
          ...CELL_ENCODINGS.map((value) => ({ value, label: importWords().decode[value] })),
        ]}
        onChange={(value) => chooseReading({ decode: value === 'auto' ? undefined : value })}
      />
      <Show when={props.preview.format === 'csv'}>
        <NumberField
          label={importWords().skipLines}
          placeholder={importWords().skipLinesAuto}
          value={choices().skipLines ?? null}
          nullable
          whole
          min={0}
          max={10_000}
          onChange={(value) => {
            if (value === null || value >= 0) chooseReading({ skipLines: value ?? undefined });
          }}
        />
      </Show>
      <div>
        <Show when={FORMATS[props.preview.format].header}>
          <Checkbox
            label={words().header}
            checked={props.preview.hasHeader}
            onChange={(header) => chooseReading({ header })}
          />
        </Show>
        <Show when={props.preview.format === 'csv'}>
          <Checkbox
            label={words().quotes}
            help={words().quotesHelp}
            checked={choices().quotes === 'text'}
            onChange={(asText) => chooseReading({ quotes: asText ? 'text' : 'csv' })}
          />
        </Show>
        <Show when={props.preview.encoding}>
          <Checkbox
            label={importWords().badBytes}
            help={importWords().badBytesHelp}
            checked={choices().replaceBadBytes === true}
            onChange={(replaceBadBytes) => chooseReading({ replaceBadBytes: replaceBadBytes || undefined })}
          />
        </Show>
      </div>
    </div>
  );
}
