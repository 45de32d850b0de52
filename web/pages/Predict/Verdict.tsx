import { createMemo, Show } from 'solid-js';
import { ScoreBar } from '../../charts/ScoreBar';
import { ClassMark } from '../../components/ClassMark';
import { Sheet } from '../../components/Sheet';
import { format, t } from '../../i18n';
import type { ModelRecord } from '../../stores/models';
import type { Explanation } from '../../stores/scoring';
import { barPlace, chanceText, scoreText, thresholdText } from './scoreText';

/** The answer: a number, a bar, a sentence, and what there is to be careful about. */
export function Verdict(props: { answer: Explanation | null; model: ModelRecord }) {
  return (
    <Sheet class="verdict">
      <Show when={props.answer} fallback={<Nothing />}>
        {(answer) => <Answer answer={answer()} model={props.model} />}
      </Show>
    </Sheet>
  );
}

/** The frame of an answer, so that nothing jumps when the first letter is typed. */
function Nothing() {
  return (
    <>
      <div class="figure">
        <strong class="big quiet-figure">–</strong>
      </div>
      <div class="score-bar" aria-hidden="true">
        <div class="track" />
        <div class="ends">
          <span>{t().predict.fine}</span>
          <span>{t().predict.toxic}</span>
        </div>
      </div>
      <p class="quiet">{t().predict.waiting}</p>
    </>
  );
}

function Answer(props: { answer: Explanation; model: ModelRecord }) {
  const words = () => t().predict;
  const flagged = () => props.answer.label === 1;
  const isMargin = () => props.answer.probability === null;
  const unit = createMemo(() => {
    const text = scoreText(props.answer);
    const percent = /^(.*?)(\s?)%$/.exec(text);
    return percent === null ? { number: text, sign: '' } : { number: percent[1], sign: `${percent[2] && '\u202f'}%` };
  });
  const threshold = () => (isMargin() ? words().threshold('') : words().threshold(thresholdText(props.answer)));
  return (
    <>
      <div class="figure" classList={{ toxic: flagged(), other: !flagged() }}>
        <strong class="big">
          {unit().number}
          <span class="sign">{unit().sign}</span>
        </strong>
        <strong class="what">{isMargin() ? words().margin : words().toxicShare}</strong>
        <span class="sp" />
        <ClassMark kind={flagged() ? 'toxic' : 'other'}>{flagged() ? words().flagged : words().notFlagged}</ClassMark>
      </div>
      <ScoreBar
        value={barPlace(props.answer)}
        threshold={isMargin() ? 0.5 : (props.answer.thresholdProbability ?? 0.5)}
        low={words().fine}
        high={words().toxic}
        mark={threshold().trim()}
        text={`${scoreText(props.answer)}, ${words().threshold(thresholdText(props.answer))}`}
      />
      <p class="quiet">
        {(flagged() ? words().over : words().under)(thresholdText(props.answer))} <Meaning {...props} />
      </p>
      <Show when={caution(props.answer, props.model)}>{(text) => <p class="caution">{text()}</p>}</Show>
    </>
  );
}

/** What the number means, for the kind of model it comes from. */
function Meaning(props: { answer: Explanation; model: ModelRecord }) {
  const text = () => {
    const { estimator } = props.model.manifest.spec;
    const { probability } = props.answer;
    if (probability === null) return t().predict.marginMeans;
    if (estimator.kind === 'multinomialNb') return t().predict.sure;
    if (estimator.classWeight === 'balanced') return t().predict.balanced;
    return t().predict.chance(hundred(probability));
  };
  return <>{text()}</>;
}

/** The count out of 100, as chanceText rounds it: "91", ">99". */
function hundred(probability: number): string {
  return chanceText(probability).replace(/[\u00a0%]/g, '');
}

/** A warning when most of the comment is new to the model, or there is next to nothing of it; else null. */
function caution({ tokens, unknownTokens }: Explanation, { manifest }: ModelRecord): string | null {
  if (tokens === 0 || unknownTokens === tokens) return t().predict.nothingKnown;
  const byWords = manifest.spec.features.every(({ analyzer }) => analyzer === 'word');
  if (unknownTokens * 2 >= tokens) {
    return byWords ? t().predict.unknown(unknownTokens, tokens) : t().predict.unknownPieces(unknownTokens, tokens);
  }
  return byWords && tokens <= 1 ? t().predict.short : null;
}

/** The answer in one line, for a screen reader that waits for the typing to pause. */
export function saidText(answer: Explanation): string {
  const score =
    answer.probability === null
      ? `${scoreText(answer)} ${t().predict.margin}`
      : `${format().percent(answer.probability)} ${t().predict.toxicShare}`;
  return t().predict.said(score, answer.label === 1);
}
