import { A } from '@solidjs/router';
import {
  createDeferred,
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js';
import type { CodedError } from '#shared/errors';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Sheet } from '../../components/Sheet';
import { LONG_TEXT, TintedEditor } from '../../components/TintedEditor';
import { tintsOf } from '../../components/tints';
import { sentence, t } from '../../i18n';
import { draftModel, draftText, perLine, setDraftModel, setDraftText, setPerLine } from '../../stores/draft';
import { loadModels, type ModelRecord, models, modelsError } from '../../stores/models';
import { createLiveScore } from './liveScore';
import { createManyScores, type LineScore } from './manyScores';
import './predict.css';
import { SeveralComments } from './SeveralComments';
import { saidText, Verdict } from './Verdict';
import { Why } from './Why';

/** Score comments while they are typed, and see why. */
export default function Predict() {
  onMount(loadModels);
  const chosen = createMemo((): ModelRecord | undefined => {
    const all = models();
    return all?.find(({ id }) => id === draftModel()) ?? all?.[0];
  });
  return (
    <>
      <PageHead tab={t().common.rooms.predict} title={t().predict.title} intro={t().predict.intro}>
        <Show when={chosen()}>
          {(model) => (
            <div class="model-choice">
              <Select
                label={t().predict.model}
                labelHidden
                value={model().id}
                options={(models() ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setDraftModel}
              />
            </div>
          )}
        </Show>
      </PageHead>
      <Show when={modelsError()}>{(error) => <Failed error={error()} onRetry={() => void loadModels()} />}</Show>
      <Switch>
        <Match when={models() === undefined}>
          <p class="quiet">{t().common.loading}</p>
        </Match>
        <Match when={chosen()}>{(model) => <Workbench model={model()} />}</Match>
        <Match when={modelsError() === null}>
          <EmptyState
            title={t().predict.empty.title}
            action={
              <div class="row">
                <A class="btn main" href="/data">
                  {t().predict.empty.action}
                </A>
                <A class="btn ghost" href="/models">
                  {t().predict.empty.other}
                </A>
              </div>
            }
          >
            <p>{t().predict.empty.text}</p>
          </EmptyState>
        </Match>
      </Switch>
    </>
  );
}

const MARKS_LIMIT = 600;
/** ms of quiet before a screen reader is told. */
const SAY_AFTER = 900;

function Workbench(props: { model: ModelRecord }) {
  const version = () => props.model.threshold;
  const modelId = () => props.model.id;
  const [selected, setSelected] = createSignal<LineScore | null>(null);

  const many = createManyScores(
    () => (perLine() ? modelId() : undefined),
    () => (perLine() ? draftText() : ''),
    version,
  );
  // Counting is for the eye: with a long text it waits for a quiet moment.
  const settledText = createDeferred(draftText, { timeoutMs: 400 });
  // Of several comments the reasons of one are shown: the pressed one, or the first.
  const focused = () => {
    const scores = many.scores();
    return scores.find(({ line, text }) => line === selected()?.line && text === selected()?.text) ?? scores[0];
  };
  const scoredText = () => (perLine() ? (focused()?.text ?? '') : draftText());
  const live = createLiveScore(modelId, scoredText, version);

  const answer = () => live.scored()?.explanation ?? null;
  const tints = createMemo(() => {
    const scored = live.scored();
    return perLine() || scored === null || scored.text.length > LONG_TEXT
      ? []
      : tintsOf(scored.explanation.spans, MARKS_LIMIT);
  });
  const spoken = () => {
    const shown = answer();
    return shown === null || perLine() ? '' : saidText(shown);
  };
  const error = () => live.error() ?? (perLine() ? many.error() : null);
  // Runs of letters and digits are words.
  const words = createMemo(() => settledText().match(/[\p{L}\p{N}_'’-]+/gu)?.length ?? 0);
  const lines = createMemo(
    () =>
      draftText()
        .split('\n')
        .filter((line) => line.trim() !== '').length,
  );

  return (
    <div class="two">
      <div class="stack">
        <Sheet class="writing">
          <TintedEditor
            value={draftText()}
            onInput={setDraftText}
            label={perLine() ? t().predict.editorMany : t().predict.editor}
            placeholder={perLine() ? t().predict.placeholderMany : t().predict.placeholder}
            tints={tints()}
            tintsFor={live.scored()?.text ?? ''}
            offensive={answer()?.label === 1}
          />
          <div class="row under">
            <Button aria-pressed={perLine()} onClick={() => setPerLine(!perLine())}>
              {t().predict.onePerLine}
            </Button>
            <Show when={draftText() !== ''}>
              <Button kind="ghost" onClick={() => setDraftText('')}>
                {t().predict.clear}
              </Button>
            </Show>
            <span class="sp" />
            <span class="quiet">{countText(words(), live.scored()?.milliseconds)}</span>
          </div>
        </Sheet>
        <Show when={!perLine() && lines() > 1}>
          <p class="quiet row">
            {t().predict.manyLines(lines())}
            <Button kind="ghost" onClick={() => setPerLine(true)}>
              {t().predict.scoreEach}
            </Button>
          </p>
        </Show>
        <Show when={!perLine() && draftText().length > LONG_TEXT}>
          <p class="quiet">{t().predict.tooLong}</p>
        </Show>
        <Show when={error()}>
          {(failure) => (
            <Failed
              error={failure()}
              onRetry={() => {
                void loadModels();
                many.retry();
                live.retry();
              }}
            />
          )}
        </Show>
        <Show when={perLine() && many.lines() > 0}>
          <SeveralComments many={many} selected={focused()?.line ?? null} onSelect={setSelected} />
        </Show>
      </div>
      <aside class="stack">
        <Verdict answer={answer()} model={props.model} />
        <Show when={answer()}>
          {(shown) => (
            <Why
              text={scoredText()}
              answer={shown()}
              model={props.model}
              title={perLine() ? t().predict.several.whyOf : t().predict.why}
            />
          )}
        </Show>
        <Spoken text={spoken()} />
      </aside>
    </div>
  );
}

/** Says `text` to screen readers, once it has stood still for a moment. */
function Spoken(props: { text: string }) {
  const [said, setSaid] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      () => props.text,
      (text) => {
        clearTimeout(timer);
        timer = setTimeout(() => setSaid(text), SAY_AFTER);
      },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  return (
    <p class="hidden" role="status">
      {said()}
    </p>
  );
}

function Failed(props: { error: CodedError; onRetry: () => void }) {
  return (
    <Notice
      kind="error"
      title={t().predict.failed}
      actions={<Button onClick={() => props.onRetry()}>{t().common.retry}</Button>}
    >
      {sentence(props.error)}
    </Notice>
  );
}

/** "18 words · 0.4 ms" */
function countText(words: number, milliseconds: number | undefined): string {
  const counted = t().common.words(words);
  return milliseconds === undefined ? counted : `${counted} · ${t().predict.speed(milliseconds)}`;
}
