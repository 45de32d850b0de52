import { A } from '@solidjs/router';
import { createEffect, createMemo, createSignal, mapArray, onCleanup, onMount, Show } from 'solid-js';
import type { CodedError } from '#shared/base/errors';
import { LONG_TEXT } from '#shared/ml/explain/reasons';
import { Button } from '../../components/Button';
import { chooseFile } from '../../components/chooseFile';
import { EmptyState } from '../../components/EmptyState';
import { Select } from '../../components/Field';
import { FileWantedNotice } from '../../components/FileWanted';
import { lazyPart } from '../../components/lazyPart';
import { Notice } from '../../components/Notice';
import { PageHead } from '../../components/PageHead';
import { Sheet } from '../../components/Sheet';
import { type EditorHandle, TintedEditor } from '../../components/TintedEditor';
import { tintsOf } from '../../components/tints';
import { sentence, t } from '../../i18n';
import { defaults, defaultsError, loadDefaults } from '../../stores/defaults';
import { draftKept, draftText, perLine, setDraftText, setPerLine } from '../../stores/draft';
import { fileScore, openFileScore } from '../../stores/fileScore';
import { languageRuleError, loadLanguageRule } from '../../stores/languageRule';
import { createLiveScore } from '../../stores/liveScore';
import { createManyScores, type LineScore } from '../../stores/manyScores';
import { loaded } from '../../stores/memory';
import { choiceFor, everyModel, modelFor, pinnedModel, pinOf } from '../../stores/modelChoice';
import { loadModels, type ModelRecord, models, modelsError } from '../../stores/models';
import { modelsBeside } from '../../stores/otherModels';
import { flagWhen, pinned, setPinned } from '../../stores/settings';
import { fileArrived, fileWantedFor } from '../../stores/tasks/fileWanted';
import { everyLine } from '../../stores/threeAnswers';
import { wordLists } from '../../stores/wordLists';
import { modelChoice, modelName } from '../Models/describe';
import { Examples } from './Examples';
import { createPreload } from './preload';
import './predict.css';
import type { SideLines } from './SeveralComments';
import { Spoken } from './Spoken';
import { createTextFacts } from './textFacts';
import { announcementText, Verdict } from './Verdict';
import { Why } from './Why';
import { WordLists } from './WordLists';

/** Score comments while they are typed, and see why. */
export default function Predict() {
  onMount(loadModels);
  wakeOnIntent();
  const [focusText, setFocusText] = createSignal('');
  const model = createMemo(() => modelFor(focusText()), undefined, { equals: (a, b) => a?.id === b?.id });
  const none = () => defaults()?.length === 0 && models()?.length === 0;
  const options = () => [
    { value: AUTOMATIC, label: t().predict.automatic(automaticName(focusText())) },
    ...everyModel().map((each) => modelChoice(each, pinOf(each))),
  ];
  return (
    <>
      <PageHead tab={t().common.pages.predict} title={t().predict.title} intro={t().predict.intro}>
        <Show when={!none()}>
          <div class="model-choice">
            <Select
              label={t().predict.model}
              labelHidden
              value={pinnedModel() === undefined ? AUTOMATIC : (pinned() ?? AUTOMATIC)}
              options={options()}
              onChange={(value) => setPinned(value === AUTOMATIC ? null : value)}
            />
            <p class="quiet ready">{readyText(model())}</p>
          </div>
        </Show>
      </PageHead>
      <Show when={modelsError()}>
        {(error) => <Failed title={t().models.listFailed} error={error()} onRetry={() => void loadModels()} />}
      </Show>
      <Show when={defaultsError()}>
        {(error) => <Failed title={t().models.listFailed} error={error()} onRetry={() => void loadDefaults()} />}
      </Show>
      <Show when={none()}>
        <div class="without-model">
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
        </div>
      </Show>
      {/* Also without a model: what is being typed when that turns out stays where it is. */}
      <Workbench onFocusText={setFocusText} />
    </>
  );
}

const AUTOMATIC = 'automatic';

/** The name of the model that the text would choose, or null while that is not known. */
function automaticName(text: string): string | null {
  const chosen = pinnedModel() === undefined ? modelFor(text) : undefined;
  return chosen === undefined ? null : modelName(chosen);
}

function readyText(model: ModelRecord | undefined): string {
  const milliseconds = model && loaded().get(model.id);
  return milliseconds === undefined ? '' : t().predict.modelReady(milliseconds);
}

const INTENT = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * Looks up what comes with the app at the first sign of somebody: on a first visit the page is all that has to arrive.
 */
function wakeOnIntent(): void {
  let awake = false;
  const wake = () => {
    if (awake) return;
    awake = true;
    stop();
    void loadDefaults();
    void loadLanguageRule();
  };
  const stop = () => {
    for (const type of INTENT) removeEventListener(type, wake);
  };
  for (const type of INTENT) addEventListener(type, wake);
  createEffect(() => {
    if (draftText() !== '' || pinned() !== null) wake();
  });
  onCleanup(stop);
}

const ScoreFile = lazyPart(() => import('./ScoreFile'));
const SeveralComments = lazyPart(() => import('./SeveralComments'));
const Sentences = lazyPart(
  () => import('./Sentences'),
  () => null,
);
const SideBySide = lazyPart(() => import('./SideBySide'));

const MARKS_LIMIT = 600;

function Workbench(props: { onFocusText: (text: string) => void }) {
  const [selected, setSelected] = createSignal<LineScore | null>(null);
  const [editingWords, setEditingWords] = createSignal(false);
  /** Changes with whatever moves a threshold or a word list. */
  const version = createMemo(
    () => `${flagWhen()} ${pinnedModel()?.threshold} ${JSON.stringify([wordLists(), everyLine()])}`,
  );

  const many = createManyScores(
    (line) => {
      const choice = choiceFor(line);
      return choice !== undefined && choice.unread !== null ? null : choice?.model?.id;
    },
    () => (perLine() ? draftText() : ''),
    version,
  );
  const facts = createTextFacts(draftText);
  // Of several comments the reasons of one are shown: the pressed one, or the first.
  const focused = createMemo(() => {
    const scores = many.scores();
    return scores.find(({ line, text }) => line === selected()?.line && text === selected()?.text) ?? scores[0];
  });
  const scoredText = () => (perLine() ? (focused()?.text ?? '') : draftText());
  const modelId = createMemo(() => modelFor(scoredText())?.id);
  const unread = () => choiceFor(scoredText())?.unread ?? null;
  const live = createLiveScore(modelId, scoredText, version);
  const loading = createPreload(modelId);
  /** Models side by side with the one that answers. */
  const others = createMemo(() => modelsBeside(live.scored()?.modelId ?? modelId()), [], {
    equals: (a, b) => a.length === b.length && a.every((each, i) => each === b[i]),
  });
  let editor: EditorHandle | undefined;
  const [choosing, setChoosing] = createSignal(false);
  const sides = mapArray(others, (other): SideLines => {
    const lines = () => (perLine() ? many.settled() : '');
    return { model: other, many: createManyScores(() => other.id, lines, version, undefined, 0) };
  });
  createEffect(() => props.onFocusText(scoredText()));

  /** The model that gave the answer on screen; without one, the model that will. */
  const model = createMemo(() => {
    const id = live.scored()?.modelId ?? modelId();
    return everyModel().find((each) => each.id === id);
  });
  const answer = () => live.scored()?.explanation ?? null;
  /** The text of the answer on screen, where the comment is not one of several. */
  const scoredAlone = () => (perLine() ? null : (live.scored()?.text ?? null));
  const whyOf = () => {
    const shown = answer();
    const by = model();
    return shown !== null && by !== undefined ? { answer: shown, model: by } : null;
  };
  const tints = createMemo(() => {
    const scored = live.scored();
    return perLine() || scored === null || scored.text.length > LONG_TEXT
      ? []
      : tintsOf(scored.explanation.spans, MARKS_LIMIT);
  });
  const spoken = () => {
    const shown = whyOf();
    return shown === null || perLine() ? '' : announcementText(shown.answer, shown.model);
  };
  const error = () => languageRuleError() ?? live.error() ?? (perLine() ? many.error() : null) ?? loading.error();
  const lines = () => facts()?.lines ?? 0;

  return (
    <div class="two workbench">
      <div class="stack">
        <Sheet class="writing">
          <TintedEditor
            value={draftText()}
            onInput={setDraftText}
            label={perLine() ? t().predict.editorMany : t().predict.editor}
            placeholder={perLine() ? t().predict.placeholderMany : t().predict.placeholder}
            tints={tints()}
            tintsFor={live.scored()?.text ?? ''}
            handle={(handle) => {
              editor = handle;
            }}
            offensive={answer()?.decision.label === 1 || facts()?.rude !== false}
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
            <Button onClick={() => chooseFile((file) => void openFileScore(file))}>{t().predict.scoreFile}</Button>
            <Button onClick={() => setEditingWords(true)}>
              {t().predict.lists.open(wordLists().allow.length + wordLists().deny.length)}
            </Button>
            <span class="sp" />
            <span class="quiet">{countText(facts()?.words, live.scored()?.milliseconds)}</span>
          </div>
        </Sheet>
        <Show when={draftText() === '' && fileScore() === null}>
          <Examples />
        </Show>
        <Show when={!draftKept()}>
          <p class="quiet">{t().predict.notKept}</p>
        </Show>
        <Show when={fileWantedFor('score-file')}>
          {(name) => <FileWantedNotice name={name()} onDismiss={() => fileArrived('score-file')} />}
        </Show>
        <WordLists open={editingWords()} onClose={() => setEditingWords(false)} />
        <Show when={fileScore()}>{(now) => <ScoreFile now={now()} />}</Show>
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
              title={t().predict.failed}
              error={failure()}
              onRetry={() => {
                void loadModels();
                void loadLanguageRule();
                loading.retry();
                many.retry();
                live.retry();
              }}
            />
          )}
        </Show>
        <Show when={perLine() && many.lines() > 0}>
          <SeveralComments many={many} sides={sides()} selected={focused()?.line ?? null} onSelect={setSelected} />
        </Show>
      </div>
      <aside class="stack">
        <Verdict answer={answer()} late={live.late()} model={model()} unread={unread()} text={scoredAlone()} />
        <Show when={whyOf()}>
          {(shown) => (
            <Why
              text={scoredText()}
              answer={shown().answer}
              model={shown().model}
              title={perLine() ? t().predict.several.whyOf : t().predict.why}
            />
          )}
        </Show>
        <Spoken text={spoken()} />
      </aside>
      <div class="stack more-answers">
        <Show when={!perLine() && mayHaveSentences(draftText()) && live.scored()}>
          {(scored) => (
            <Sentences scored={scored()} text={draftText()} onSelect={(begin, end) => editor?.select(begin, end)} />
          )}
        </Show>
        <Show
          when={choosing() || others().length > 0}
          fallback={
            <Show when={everyModel().length > 1}>
              <div class="row">
                <Button kind="ghost" onClick={() => setChoosing(true)}>
                  {t().predict.several.others}
                </Button>
              </div>
            </Show>
          }
        >
          <SideBySide
            scored={live.scored}
            model={model()}
            others={others()}
            text={scoredText()}
            version={version()}
            onClose={() => setChoosing(false)}
          />
        </Show>
      </div>
    </div>
  );
}

function Failed(props: { title: string; error: CodedError; onRetry: () => void }) {
  return (
    <Notice
      kind="error"
      title={props.title}
      actions={<Button onClick={() => props.onRetry()}>{t().common.retry}</Button>}
    >
      {sentence(props.error)}
    </Notice>
  );
}

/** False for most comments of one sentence: of what may have several, the worker finds the borders. */
function mayHaveSentences(text: string): boolean {
  return /[.!?\u2026\u203d\u203c\u2047-\u2049\u3002\uff01\uff1f\uff61\n\u0085\u2028\u2029]/.test(
    text.trim().slice(0, -1),
  );
}

/** "18 words · 0.4 ms" */
function countText(words: number | undefined, milliseconds: number | undefined): string {
  if (words === undefined) return '';
  const counted = t().common.words(words);
  return milliseconds === undefined ? counted : `${counted} · ${t().predict.speed(milliseconds)}`;
}
