import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { highestOf } from '#shared/ml/scoring/sentenceScores';
import { ClassMark } from '../../components/ClassMark';
import { isRude } from '../../components/rude/isRude';
import { Sheet } from '../../components/Sheet';
import { sentence as errorText } from '../../i18n';
import { sentencesWords } from '../../i18n/sentencesWords';
import type { Scored } from '../../stores/liveScore';
import { type SentenceScore, scoreSentences } from '../../stores/scoring';
import { answerBetween, linesOf } from '../../stores/threeAnswers';
import { doubtOf } from './doubtText';
import { scoreText } from './scoreText';

/** Sentences that are listed; of more, the highest. */
const MOST_LISTED = 200;

/** The sentences of a text, each scored by itself, once there are several. Pressing one shows its place. */
export default function Sentences(props: {
  scored: Scored;
  /** What is written now. */
  text: string;
  onSelect: (begin: number, end: number) => void;
}) {
  const words = sentencesWords;
  /** With the answer about the whole that they go with: a long text takes a while. */
  const [found, setFound] = createSignal<{ whole: Scored; sentences: readonly SentenceScore[] } | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  let question = 0;
  createEffect(
    on(
      () => props.scored,
      async (whole) => {
        const mine = ++question;
        try {
          const sentences = await scoreSentences(whole.modelId, whole.text);
          if (mine !== question) return;
          setFound({ whole, sentences });
          setError(null);
        } catch (failure) {
          if (mine !== question) return;
          setFound(null);
          setError(toCodedError(failure));
        }
      },
    ),
  );
  onCleanup(() => {
    question++;
  });

  const whole = () => found()?.whole ?? props.scored;
  const cut = () => whole().explanation.threshold;
  const sentences = () => found()?.sentences ?? [];
  const highest = createMemo(() => sentences()[highestOf(sentences())]);
  const listed = createMemo(() => {
    const all = sentences();
    if (all.length <= MOST_LISTED) return all;
    const top = [...all].sort((a, b) => b.score - a.score).slice(0, MOST_LISTED);
    return top.sort((a, b) => a.begin - b.begin);
  });
  const finding = () => {
    const all = sentences().length;
    const flagged = sentences().filter(({ score }) => score >= cut()).length;
    if (doubtOf(whole().explanation) !== null) return words().cannotTell(flagged, all);
    // The model's own answer: word lists are about the whole.
    if (whole().explanation.score >= cut()) return flagged > 0 ? words().both(flagged, all) : words().onlyWhole(all);
    return flagged > 0 ? words().onlySentences(flagged, all) : words().neither(all);
  };
  const kindOf = ({ score }: SentenceScore) => {
    const lines = linesOf(whole().modelId);
    const answer = lines === null ? (score >= cut() ? 'toxic' : 'other') : answerBetween(lines, score);
    return answer === 'unsure' ? 'unlabelled' : answer;
  };
  let list: HTMLOListElement | undefined;
  // In a long list the highest is in sight from the beginning.
  createEffect(
    on(highest, () => {
      const row = list?.querySelector<HTMLElement>('.highest');
      if (list !== undefined && row) list.scrollTop = row.offsetTop - list.offsetTop - list.clientHeight / 3;
    }),
  );
  return (
    <Show when={sentences().length > 1 || error() !== null}>
      <Sheet title={words().title} class="sentences">
        <Show when={error()}>{(failure) => <p class="error">{errorText(failure())}</p>}</Show>
        <Show when={sentences().length > 1}>
          <p>{finding()}</p>
          <ol ref={list} aria-label={words().list}>
            <For each={listed()}>
              {(each) => (
                <li>
                  <button
                    type="button"
                    class="line"
                    classList={{ highest: each === highest() }}
                    // What was typed since has moved it.
                    disabled={props.text !== whole().text}
                    onClick={() => props.onSelect(each.begin, each.end)}
                  >
                    <ClassMark kind={kindOf(each)}>
                      <strong>{scoreText({ ...each, threshold: cut() })}</strong>
                    </ClassMark>
                    <span
                      class="user-text"
                      dir="auto"
                      classList={{ offensive: each.score >= cut() || isRude(textOf(whole(), each)) }}
                    >
                      {textOf(whole(), each)}
                    </span>
                    <Show when={each === highest()}>
                      <span class="quiet note">{words().highest}</span>
                    </Show>
                  </button>
                </li>
              )}
            </For>
          </ol>
          <Show when={listed().length < sentences().length}>
            <p class="quiet">{words().only(listed().length, sentences().length)}</p>
          </Show>
          <p class="quiet">{words().meaning}</p>
        </Show>
      </Sheet>
    </Show>
  );
}

const textOf = ({ text }: Scored, { begin, end }: SentenceScore) => text.slice(begin, end);
