import { A } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { ScoreBar } from '../../charts/ScoreBar';
import { ClassMark } from '../../components/ClassMark';
import { Sheet } from '../../components/Sheet';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import type { Doubt, Answer as Scored } from '../../stores/scoring';
import { answerBetween, isBetween, linesOf, ownThreshold } from '../../stores/threeAnswers';
import { modelName } from '../Models/describe';
import { type Caution, cautionsOf } from './cautions';
import { doubtOf, doubtText } from './doubtText';
import { FlagChoice } from './FlagChoice';
import { LabelRows } from './LabelRows';
import { languageName } from './languageName';
import { barPlace, scoreCell, scoreText, thresholdText } from './scoreText';
import { lineTexts, ThreeAnswers } from './ThreeAnswers';
import { Wrong } from './Wrong';

/** The answer: a number, a bar, a sentence, and what there is to be careful about. */
export function Verdict(props: {
  answer: Scored | null;
  /** Another answer is being worked out: this one is about a text that was there before. */
  late: boolean;
  model: ModelRecord | undefined;
  /** The comment that was answered, to correct the answer here; null: it is corrected elsewhere. */
  text: string | null;
  /** The language of a text that no model reads, as a BCP 47 tag. */
  unread: string | null;
}) {
  const both = () => {
    const { answer, model } = props;
    return answer !== null && model !== undefined ? { answer, model } : null;
  };
  const twoAnswers = () => (props.model && linesOf(props.model.id) === null ? props.model : undefined);
  const said = () => {
    const now = both();
    return now !== null && isSettled(now.answer, now.model) ? now.answer.decision.label : null;
  };
  const by = () => {
    const now = both();
    return { model: now === null ? '' : modelName(now.model), score: now === null ? '' : scoreCell(now.answer) };
  };
  return (
    <Sheet class={props.late ? 'verdict former' : 'verdict'}>
      <p role="status" class="scoring">
        {props.late ? (both() === null ? t().predict.late.first : t().predict.late.former) : ''}
      </p>
      <Show when={both()} fallback={<Nothing unread={props.unread} late={props.late} />}>
        {(known) => (
          <Show when={doubtOf(known().answer)} fallback={<Answer answer={known().answer} model={known().model} />}>
            {(doubt) => <Unsure doubt={doubt()} answer={known().answer} model={known().model} />}
          </Show>
        )}
      </Show>
      <Show when={both() !== null && props.text !== null}>
        <Wrong text={props.text ?? ''} said={said()} by={by()} />
      </Show>
      <Show when={twoAnswers()?.shipped}>{(shipped) => <FlagChoice model={shipped()} />}</Show>
      <Show when={props.model} keyed>
        {(model) => <ThreeAnswers model={model} />}
      </Show>
    </Sheet>
  );
}

/** Of three answers, whether the model leaves the comment to a person. */
function betweenLines({ decision, score }: Scored, model: ModelRecord): boolean {
  return decision.by === 'model' && isBetween(model.id, score);
}

/** Whether the answer is one of the two that can be wrong. */
function isSettled(answer: Scored, model: ModelRecord): boolean {
  return doubtOf(answer) === null && !betweenLines(answer, model);
}

/** The bar without a mark. */
function EmptyBar() {
  return (
    <div class="score-bar" aria-hidden="true">
      <div class="track" />
      <div class="ends">
        <span>{t().predict.fine}</span>
        <span>{t().predict.toxic}</span>
      </div>
    </div>
  );
}

/** The model cannot tell: a sentence that says so, and no number. */
function Unsure(props: { doubt: Doubt; answer: Scored; model: ModelRecord }) {
  const words = () => t().predict.unsure;
  return (
    <>
      <div class="figure">
        <strong class="big quiet-figure" aria-hidden="true">
          ?
        </strong>
        <strong class="what">{words().title}</strong>
      </div>
      <EmptyBar />
      <p>{doubtText(props.doubt, props.answer, props.model)}</p>
      <Show when={props.doubt !== 'nothing'}>
        <p class="quiet">{words().alone(props.answer.decision.label === 1)}</p>
      </Show>
    </>
  );
}

/** The frame of an answer, so that nothing jumps when the first letter is typed. */
function Nothing(props: { unread: string | null; late: boolean }) {
  return (
    <>
      <div class="figure">
        <strong class="big quiet-figure">–</strong>
      </div>
      <EmptyBar />
      <Show when={props.unread} fallback={<p class="quiet">{props.late ? '' : t().predict.waiting}</p>}>
        {(language) => (
          <p role="status">
            {t().predict.unread.finding(languageName(language()))} {t().predict.unread.help}
          </p>
        )}
      </Show>
    </>
  );
}

function Answer(props: { answer: Scored; model: ModelRecord }) {
  const words = () => t().predict;
  const flagged = () => props.answer.decision.label === 1;
  const byModel = () => props.answer.decision.by === 'model';
  const lines = () => linesOf(props.model.id);
  const between = () => betweenLines(props.answer, props.model);
  const kind = () => (between() ? 'unlabelled' : flagged() ? 'toxic' : 'other');
  const verdict = () => (between() ? words().three.unsure : flagged() ? words().flagged : words().notFlagged);
  const reason = () => {
    const now = lines();
    if (now === null) return (flagged() ? words().over : words().under)(thresholdText(props.answer));
    return words().three.because[answerBetween(now, props.answer.score)](...lineTexts(props.model, now));
  };
  const isMargin = () => props.answer.probability === null;
  const unit = createMemo(() => {
    const text = scoreText(props.answer);
    const percent = /^(.*?)(\s?)%$/.exec(text);
    return percent === null ? { number: text, sign: '' } : { number: percent[1], sign: `${percent[2] && '\u202f'}%` };
  });
  const threshold = () => (isMargin() ? words().threshold('') : words().threshold(thresholdText(props.answer)));
  return (
    <>
      <div class="figure" classList={{ toxic: flagged() && !between(), other: !flagged() && !between() }}>
        <strong class="big">
          {unit().number}
          <span class="sign">{unit().sign}</span>
        </strong>
        <strong class="what">{isMargin() ? words().margin : words().toxicShare}</strong>
        <span class="sp" />
        <ClassMark kind={kind()}>{verdict()}</ClassMark>
      </div>
      <ScoreBar
        value={barPlace(lines() === null ? props.answer : { ...props.answer, threshold: ownThreshold(props.model) })}
        threshold={lines()?.high ?? (isMargin() ? 0.5 : (props.answer.thresholdProbability ?? 0.5))}
        low={words().fine}
        high={words().toxic}
        lower={lines()?.low}
        mark={lines() === null ? threshold().trim() : words().three.lines}
        text={`${scoreText(props.answer)}, ${lines() === null ? words().threshold(thresholdText(props.answer)) : verdict()}`}
      />
      <Show when={byModel()} fallback={<p class="by-list">{reasonText(props.answer)}</p>}>
        <p class="quiet">
          {reason()} <Meaning {...props} />
        </p>
      </Show>
      <Show when={props.answer.labels.length > 1}>
        <LabelRows labels={props.answer.labels} flagged={flagged()} />
      </Show>
      <For each={cautionsFor(props.answer, props.model)}>
        {(caution) => (
          <p class="caution">
            {cautionText(caution)}{' '}
            <Show when={isMisreading(caution)}>
              <A href={`/models?card=${props.model.id}`}>{words().toCard}</A>
            </Show>
          </p>
        )}
      </For>
    </>
  );
}

/** What the number means, for the kind of model it comes from. */
function Meaning(props: { answer: Scored; model: ModelRecord }) {
  const text = () => {
    const { estimator } = props.model.manifest.spec;
    const { probability } = props.answer;
    if (probability === null) return t().predict.marginMeans;
    if (estimator.kind === 'multinomialNb') return t().predict.sure;
    if (estimator.classWeight === 'balanced') return t().predict.balanced;
    return t().predict.chance(...hundred(probability));
  };
  return <>{text()}</>;
}

/** The count out of 100, rounded as `chanceText` rounds it: 91, more than 99, fewer than 1. */
function hundred(probability: number): [of100: number, bound: 'about' | 'over' | 'under'] {
  if (probability > 0.995) return [99, 'over'];
  if (probability < 0.005) return [1, 'under'];
  return [Math.round(probability * 100), 'about'];
}

function cautionsFor(answer: Scored, { manifest }: ModelRecord): Caution[] {
  return cautionsOf(
    answer,
    manifest.spec.features.every(({ analyzer }) => analyzer === 'word'),
  );
}

/** Whether the model's card has details about it. */
function isMisreading({ kind }: Caution): boolean {
  return kind === 'group' || kind === 'negation' || kind === 'quotation' || kind === 'self';
}

function cautionText(caution: Caution): string {
  const words = t().predict;
  switch (caution.kind) {
    case 'group':
      return words.misread.group(caution.names);
    case 'negation':
      return words.misread.negation(caution.negation, caution.word);
    case 'quotation':
      return words.misread.quotation;
    case 'self':
      return words.misread.self(caution.word);
    case 'unknown':
      return words.unknown(caution.unknown, caution.all);
    case 'short':
      return words.short;
  }
}

/** The answer in one line, for a screen reader that waits for the typing to pause. */
export function announcementText(answer: Scored, model: ModelRecord): string {
  if (doubtOf(answer) !== null) return t().predict.unsure.title;
  const score =
    answer.probability === null
      ? `${scoreText(answer)} ${t().predict.margin}`
      : `${format().percent(answer.probability)} ${t().predict.toxicShare}`;
  if (betweenLines(answer, model)) return t().predict.three.said(score);
  const said = t().predict.said(score, answer.decision.label === 1);
  return answer.decision.by === 'model' ? said : `${said} ${reasonText(answer)}`;
}

/** Which entries of a person's own lists decided, and what the model alone would decide. */
function reasonText({ decision, label }: Scored): string {
  const words = t().predict.lists;
  return decision.by === 'deny' ? words.denied(decision.entries, label === 1) : words.allowed(decision.entries);
}
