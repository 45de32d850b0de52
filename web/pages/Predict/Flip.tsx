import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, Show, Switch } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { isRude } from '../../components/rude/isRude';
import { sentence, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import { type Answer, FLIP_LIMIT, type Flip as Flipped, type FlipSearch, findFlip } from '../../stores/scoring';
import { scoreText } from './scoreText';

/** ms before a search is worth a word: most are over sooner. */
const SAY_BUSY_AFTER = 150;

/**
 * "What would flip it?": on request, the fewest words without which the comment would get the other label, struck out
 * in its text. An answer goes with the text, model and threshold that it was asked about.
 */
export function Flip(props: { text: string; answer: Answer; model: ModelRecord }) {
  const words = () => t().predict.flip;
  const [open, setOpen] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [search, setSearch] = createSignal<FlipSearch | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = () => props.text.length > FLIP_LIMIT;

  const forget = () => {
    question++;
    clearTimeout(timer);
    setBusy(false);
    setSearch(null);
    setError(null);
  };
  const close = () => {
    forget();
    setOpen(false);
  };
  const ask = async () => {
    forget();
    setOpen(true);
    if (tooLong()) return;
    const mine = question;
    timer = setTimeout(() => setBusy(true), SAY_BUSY_AFTER);
    try {
      const found = await findFlip(props.model.id, props.text);
      if (mine === question) setSearch(found);
    } catch (failure) {
      if (mine === question) setError(toCodedError(failure));
    } finally {
      if (mine === question) {
        clearTimeout(timer);
        setBusy(false);
      }
    }
  };
  // Not when the same model answers once more: a person may ask about a text before its score is there.
  const asked = createMemo(() => JSON.stringify([props.text, props.model.id, props.answer.threshold]));
  createEffect(on(asked, close, { defer: true }));
  onCleanup(forget);

  return (
    <div class="flip">
      <Button kind="ghost" class="flush" aria-expanded={open()} onClick={() => (open() ? close() : void ask())}>
        {words().ask}
      </Button>
      <div role="status">
        <Show when={open()}>
          <Switch>
            <Match when={tooLong()}>
              <p class="quiet">{words().tooLong(FLIP_LIMIT)}</p>
            </Match>
            <Match when={busy()}>
              <p class="quiet">{words().busy}</p>
            </Match>
            <Match when={search()?.flip}>
              {(flip) => <Finding flip={flip()} threshold={props.answer.threshold} />}
            </Match>
            <Match when={search()}>
              {(nothing) => (
                <p class="quiet">
                  {nothing().complete ? words().impossible(props.answer.label === 1) : words().notFound}
                </p>
              )}
            </Match>
          </Switch>
        </Show>
      </div>
      <Show when={search()?.flip}>{(flip) => <StruckOut flip={flip()} text={props.text} />}</Show>
      <Show when={error()}>
        {(failure) => (
          <Notice kind="error" actions={<Button onClick={() => void ask()}>{t().common.retry}</Button>}>
            {sentence(failure())}
          </Notice>
        )}
      </Show>
    </div>
  );
}

function Finding(props: { flip: Flipped; threshold: number }) {
  const words = () => t().predict.flip;
  const score = () => {
    const { scoreAfter, probabilityAfter } = props.flip;
    const text = scoreText({ score: scoreAfter, probability: probabilityAfter, threshold: props.threshold });
    return `${text} ${probabilityAfter === null ? t().predict.margin : t().predict.toxicShare}`;
  };
  return (
    <>
      <p>
        {words().without(props.flip.words.length, props.flip.label === 1, score())}
        <Show when={props.flip.words.length > 1}>
          {' '}
          <span class="quiet">{words()[props.flip.guarantee]}</span>
        </Show>
      </p>
      {/* To a screen reader a text with words struck out sounds like one without. */}
      <p class="hidden">{words().named(props.flip.words.map(({ text }) => text))}</p>
    </>
  );
}

/** The comment with the words struck out. It can be focused, which unblurs the text and scrolls a long one. */
function StruckOut(props: { flip: Flipped; text: string }) {
  const pieces = createMemo(() => struckOut(props.text, props.flip.words));
  return (
    <section
      class="user-text struck"
      dir="auto"
      classList={{ offensive: props.flip.label === 0 || isRude(props.text) }}
      tabindex="0"
      aria-label={t().predict.flip.text}
    >
      <For each={pieces()}>{({ text, struck }) => (struck ? <del>{text}</del> : text)}</For>
    </section>
  );
}

/** `text` cut into what stays and what is struck out. */
function struckOut(text: string, spans: Flipped['words']): { text: string; struck: boolean }[] {
  const pieces: { text: string; struck: boolean }[] = [];
  let at = 0;
  for (const { begin, end } of spans) {
    if (begin > at) pieces.push({ text: text.slice(at, begin), struck: false });
    pieces.push({ text: text.slice(begin, end), struck: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), struck: false });
  return pieces;
}
