import { createSignal, For, Show } from 'solid-js';
import type { Json } from '#shared/base/canonicalJson';
import { CodedError, toCodedError } from '#shared/base/errors';
import { sklearnCode } from '#shared/ml/sklearnCode/sklearnCode';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Field } from '../../components/Field';
import { sentence } from '../../i18n';
import { trainWords } from '../../i18n/trainWords';
import { problemsOf, relevantSpec } from '../../stores/trainForm/specForm';
import { form, setForm } from '../../stores/trainForm/trainForm';

/** The settings as text: as JSON, to take along and to bring, and as code for scikit-learn. */
export function SettingsText() {
  const words = () => trainWords().asText;
  const valid = () => problemsOf(form()).size === 0;
  return (
    <Show when={valid()}>
      <section class="stack tight">
        <details class="more">
          <summary>{words().json}</summary>
          <JsonSettings />
        </details>
        <details class="more">
          <summary>{words().sklearn}</summary>
          <SklearnCode />
        </details>
      </section>
    </Show>
  );
}

function JsonSettings() {
  const words = () => trainWords().asText;
  const [typed, setTyped] = createSignal<string | null>(null);
  const [error, setError] = createSignal<string | undefined>();
  const current = () => {
    const { label: _, ...spec } = relevantSpec(form());
    return JSON.stringify(spec, null, 2);
  };
  const apply = () => {
    const text = typed();
    if (text === null) return;
    try {
      setForm(parsePipelineSpec(parsed(text)));
      setTyped(null);
      setError(undefined);
    } catch (failure) {
      setError(sentence(toCodedError(failure)));
    }
  };
  return (
    <div class="stack tight">
      <Field label={words().jsonLabel} help={words().jsonHelp} error={error()}>
        {(wiring) => (
          <textarea
            class="input code"
            rows={12}
            spellcheck={false}
            id={wiring().id}
            aria-describedby={wiring().describedBy}
            aria-invalid={wiring().invalid}
            value={typed() ?? current()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row">
        <CopyButton text={typed() ?? current()} label={words().copyJson} />
        <Button onClick={apply} disabled={typed() === null}>
          {words().apply}
        </Button>
        <Show when={typed() !== null}>
          <Button
            kind="ghost"
            onClick={() => {
              setTyped(null);
              setError(undefined);
            }}
          >
            {words().discard}
          </Button>
        </Show>
      </div>
    </div>
  );
}

/** @throws CodedError `spec-invalid` for what is no JSON. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CodedError('spec-invalid', { path: '{}', got: text.trim().slice(0, 40), expected: 'JSON' }, error);
  }
}

function SklearnCode() {
  const words = () => trainWords().asText;
  const written = () => sklearnCode(relevantSpec(form()));
  return (
    <div class="stack tight">
      <Show when={written().code} fallback={<p>{words().noCode}</p>}>
        {(code) => (
          <>
            <p class="quiet">{words().sklearnHelp}</p>
            <section class="code-block" tabindex="0" aria-label={words().sklearn}>
              <pre>
                <code>{code()}</code>
              </pre>
            </section>
            <div class="row">
              <CopyButton text={code()} label={words().copyCode} />
            </div>
          </>
        )}
      </Show>
      <Show when={written().differences.length > 0}>
        <p>{words().differs}</p>
        <ul>
          <For each={written().differences}>{(difference) => <li>{words().differences[difference]}</li>}</For>
        </ul>
      </Show>
    </div>
  );
}
