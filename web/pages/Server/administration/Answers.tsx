import { createMemo, createSignal, Show } from 'solid-js';
import * as v from 'valibot';
import type { ModelOnServer } from '#shared/api/models';
import { attributeSettingSchema, UNSERVED_ATTRIBUTES } from '#shared/api/perspective';
import { Button } from '../../../components/Button';
import { Dialog } from '../../../components/Dialog';
import { Select, TextInput } from '../../../components/Field';
import { Sheet } from '../../../components/Sheet';
import { type Column, Table } from '../../../components/Table';
import { language, t } from '../../../i18n';
import { administrationWords } from '../../../i18n/administrationWords';
import { type AttributeAnswer, answers, setAnswer } from '../../../stores/server/administration';
import { showToast } from '../../../stores/toasts';
import { Asked } from './Asked';
import { createAttempts, Failure } from './Failure';

const { attribute: attributeRule, language: languageRule } = attributeSettingSchema.entries;

/** What a setting calls a model. */
const referenceOf = ({ id, default: shipped }: ModelOnServer) => shipped ?? id;

/** Which model answers each attribute of the Perspective API's format, changeable. */
export function Answers() {
  const words = () => administrationWords().perspective;
  const [editing, setEditing] = createSignal<AttributeAnswer | 'new' | null>(null);
  return (
    <Sheet title={words().title}>
      <div class="stack">
        <p class="quiet">{words().help}</p>
        <Asked of={answers}>
          {(known) => (
            <>
              <AnswerTable answers={known().answers} models={known().models} onChange={setEditing} />
              <div class="row">
                <Button onClick={() => setEditing('new')}>{words().add}</Button>
              </div>
              <Show when={editing()}>
                {(one) => {
                  const now = one();
                  return (
                    <AnswerDialog
                      was={now === 'new' ? null : now}
                      models={known().models}
                      onClose={() => setEditing(null)}
                    />
                  );
                }}
              </Show>
            </>
          )}
        </Asked>
      </div>
    </Sheet>
  );
}

function AnswerTable(props: {
  answers: readonly AttributeAnswer[];
  models: readonly ModelOnServer[];
  onChange: (answer: AttributeAnswer) => void;
}) {
  const words = () => administrationWords().perspective;
  const languageOf = (tag: string) => (tag === '*' ? words().any : tag);
  const nameOf = (reference: string) => {
    const found = props.models.find((model) => referenceOf(model) === reference);
    return found === undefined || found.default !== null ? reference : found.name;
  };
  const columns = (): Column<AttributeAnswer>[] => [
    { head: words().columns.attribute, rowHead: true, cell: (answer) => answer.attribute },
    { head: words().columns.language, cell: (answer) => languageOf(answer.language) },
    {
      head: words().columns.model,
      cell: (answer) => (
        <>
          {words().label(nameOf(answer.model), answer.label)}
          <Show when={answer.problem}>
            {(problem) => <p class="bad">{problem().sentences[language() === 'ru' ? 'ru' : 'en']}</p>}
          </Show>
        </>
      ),
    },
    { head: words().columns.source, cell: (answer) => words().source[answer.source] },
    {
      head: words().columns.change,
      cell: (answer) => (
        <Button
          kind="ghost"
          class="slim"
          aria-label={words().changeNamed(answer.attribute, languageOf(answer.language))}
          onClick={() => props.onChange(answer)}
        >
          {words().change}
        </Button>
      ),
    },
  ];
  return (
    <div class="admin-table">
      <Table captionHidden caption={words().caption} columns={columns()} rows={props.answers} />
    </div>
  );
}

function AnswerDialog(props: { was: AttributeAnswer | null; models: readonly ModelOnServer[]; onClose: () => void }) {
  const words = () => administrationWords().perspective;
  const { was } = props;
  const [attribute, setAttribute] = createSignal(was?.attribute ?? '');
  const [tag, setTag] = createSignal(was?.language ?? 'en');
  const [reference, setReference] = createSignal(was?.model ?? referenceOf(props.models[0]));
  const [label, setLabel] = createSignal(was?.label ?? '');
  const attempts = createAttempts();
  const model = createMemo(() => props.models.find((one) => referenceOf(one) === reference()));
  const labels = () => model()?.labels ?? [];
  /** The label that is saved: of a model that has not the one that was chosen, its first. */
  const chosen = () => (labels().includes(label()) ? label() : (labels()[0] ?? null));
  const attributeWrong = () => attribute() !== '' && !v.is(attributeRule, attribute());
  const languageWrong = () => tag() !== '' && !v.is(languageRule, tag());
  const ready = () => v.is(attributeRule, attribute()) && v.is(languageRule, tag()) && model() !== undefined;
  const options = () =>
    [...props.models]
      .sort((a, b) => Number(a.default !== null) - Number(b.default !== null))
      .map((one) => ({
        value: referenceOf(one),
        label: one.default ?? one.name,
        group: one.default === null ? words().dialog.own : words().dialog.shipped,
      }));
  const apply = async (by: { model: string; label: string | null } | null) => {
    const place = { attribute: attribute(), language: tag() };
    if (!(await attempts.run(() => setAnswer(place, by)))) return;
    showToast(() => (by === null ? words().undone(place.attribute) : words().saved(place.attribute)));
    props.onClose();
  };
  return (
    <Dialog
      open={true}
      title={was === null ? words().dialog.add : words().dialog.change(was.attribute)}
      onClose={props.onClose}
      actions={
        <>
          <Show when={was?.source === 'set'}>
            <Button kind="ghost" disabled={attempts.busy()} onClick={() => void apply(null)}>
              {words().dialog.back}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>{t().common.cancel}</Button>
          <Button
            kind="main"
            disabled={!ready() || attempts.busy()}
            onClick={() => void apply({ model: reference(), label: chosen() })}
          >
            {words().dialog.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Show when={was === null}>
          <TextInput
            label={words().dialog.attribute}
            help={words().dialog.attributeHelp}
            error={attributeWrong() ? words().dialog.attributeWrong : undefined}
            value={attribute()}
            suggestions={UNSERVED_ATTRIBUTES.map((value) => ({ value }))}
            onInput={setAttribute}
          />
          <TextInput
            label={words().dialog.language}
            help={words().dialog.languageHelp}
            error={languageWrong() ? words().dialog.languageWrong : undefined}
            value={tag()}
            suggestions={['en', 'ru', '*'].map((value) => ({ value }))}
            onInput={setTag}
          />
        </Show>
        <Select
          label={words().dialog.model}
          help={words().dialog.modelHelp}
          value={reference()}
          options={options()}
          onChange={setReference}
        />
        <Show when={labels().length > 1}>
          <Select
            label={words().dialog.label}
            value={chosen() ?? ''}
            options={labels().map((value) => ({ value, label: value }))}
            onChange={setLabel}
          />
        </Show>
        <Show when={was?.source === 'set'}>
          <p class="quiet">{words().dialog.backHelp}</p>
        </Show>
        <Failure of={attempts} />
      </div>
    </Dialog>
  );
}
