import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Checkbox } from '../../components/Field';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import { labelText } from '../../i18n/labelText';
import { sideBySideWords } from '../../i18n/sideBySideWords';
import { asksOther, disagree, labelOf, type Said, saidBy } from '../../stores/agreement';
import type { LiveScore } from '../../stores/liveScore';
import { lineAnswerOf } from '../../stores/manyScores';
import { everyModel } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { chooseOther, MOST_OTHERS, modelsBeside, otherModels } from '../../stores/otherModels';
import type { Judgement } from '../../stores/scoring';
import { createSideScores, type SideScore } from '../../stores/sideScores';
import { modelName } from '../Models/describe';
import { doubtOf, doubtText } from './doubtText';
import { Spoken } from './Spoken';
import { scoreText } from './scoreText';

/** What further models say of the comment, and where they contradict each other. */
export default function SideBySide(props: {
  scored: LiveScore['scored'];
  /** The model that answers. */
  model: ModelRecord | undefined;
  others: readonly ModelRecord[];
  text: string;
  version: unknown;
  /** Called when the choice is closed with nothing chosen. */
  onClose: () => void;
}) {
  const words = sideBySideWords;
  const [choosing, setChoosing] = createSignal(props.others.length === 0);
  const choiceId = createUniqueId();
  const sides = createSideScores(
    () => props.others,
    props.scored,
    () => props.text,
    () => props.version,
  );
  const closeChoice = () => {
    setChoosing(false);
    if (props.others.length === 0) props.onClose();
  };
  const rows = createMemo((): Row[] => {
    const { model } = props;
    const first = props.scored();
    if (model === undefined || first === null) return [];
    const known = new Map(sides()?.scores.map((score) => [score.model.id, score]));
    const others = props.others.map((other) => rowOf(other, known.get(other.id), asksOther(model, other)));
    return [rowOf(model, { model, judgement: first.explanation, error: null }, false), ...others];
  });
  const finding = () => {
    const now = props.scored();
    // While the others are still being asked about what was typed last, there is nothing to say about all of them.
    return now === null || sides()?.text !== now.text ? null : findingOf(rows());
  };
  return (
    <Sheet class="side-by-side">
      <div class="row">
        <h2>{words().title}</h2>
        <span class="sp" />
        <Button
          kind="ghost"
          class="slim"
          aria-expanded={choosing()}
          aria-controls={choiceId}
          onClick={() => (choosing() ? closeChoice() : setChoosing(true))}
        >
          {choosing() ? words().done : words().choose}
        </Button>
      </div>
      <div id={choiceId}>
        <Show when={choosing()}>
          <Choice answering={props.model} />
        </Show>
      </div>
      <Show when={props.others.length > 0}>
        <Show when={rows().length > 0} fallback={<p class="quiet">{words().waiting}</p>}>
          <Show when={finding()}>
            {(found) => <p classList={{ caution: found().disagree, agree: !found().disagree }}>{found().text}</p>}
          </Show>
          <table class="label-rows">
            <caption class="hidden">{words().caption}</caption>
            <thead class="hidden">
              <tr>
                <th scope="col">{words().model}</th>
                <th scope="col">{words().score}</th>
                <th scope="col">{words().answer}</th>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>{(row) => <Answer row={row} />}</For>
            </tbody>
          </table>
          <Show when={rows().some(isMargin) && !rows().every(isMargin)}>
            <p class="quiet">{words().spread}</p>
          </Show>
        </Show>
      </Show>
      <Spoken text={finding()?.text ?? ''} />
    </Sheet>
  );
}

interface Row {
  readonly model: ModelRecord;
  /** Null while it is being asked, or if it could not be. */
  readonly judgement: Judgement | null;
  readonly error: string | null;
  /** It answers about another label than the first model. */
  readonly otherLabel: boolean;
}

function rowOf(model: ModelRecord, score: SideScore | undefined, otherLabel: boolean): Row {
  const error = score?.error ?? null;
  return {
    model,
    judgement: score?.judgement ?? null,
    error: error === null ? null : sentence(error),
    otherLabel,
  };
}

const isMargin = ({ judgement }: Row) => judgement !== null && judgement.probability === null;

function saidOf({ model, judgement }: Row): Said | null {
  return judgement === null ? null : saidBy(lineAnswerOf(model.id, judgement));
}

/** What the models say together. */
function findingOf(rows: readonly Row[]): { text: string; disagree: boolean } {
  const words = sideBySideWords();
  const counted = rows.filter(({ otherLabel }) => !otherLabel);
  const namesOf = (wanted: Said) =>
    counted.filter((row) => saidOf(row) === wanted).map(({ model }) => modelName(model));
  const [flagging, others, unsure] = [namesOf('toxic'), namesOf('other'), namesOf('unsure')];
  const contradict = disagree(counted.flatMap((row) => saidOf(row) ?? []));
  const answers = flagging.length + others.length;
  const text = contradict
    ? words.disagree(flagging, others)
    : answers === 0
      ? words.nobody
      : answers === 1
        ? words.alone([...flagging, ...others][0])
        : flagging.length > 0
          ? words.agreeToxic(answers)
          : words.agreeOther(answers);
  const rest = unsure.length === 0 ? '' : ` ${words.undecided(unsure.length)}`;
  return { text: `${text}${rest}`, disagree: contradict };
}

function Answer(props: { row: Row }) {
  const words = sideBySideWords;
  const doubt = () => (props.row.judgement === null ? null : doubtOf(props.row.judgement));
  const said = () => saidOf(props.row);
  /** What there is to know of the answer besides it. */
  const note = () => {
    const { model, judgement, error, otherLabel } = props.row;
    if (error !== null) return error;
    if (judgement === null) return words().asking;
    const why = doubt();
    if (why !== null) return doubtText(why, judgement, model);
    return otherLabel ? words().otherLabel(labelText(labelOf(model))) : null;
  };
  return (
    <>
      <tr>
        <th scope="row">{modelName(props.row.model)}</th>
        <td class="num">
          <Show when={doubt() === null && props.row.judgement}>{(judgement) => scoreText(judgement())}</Show>
        </td>
        <td>
          <Show when={said()}>
            {(now) => (
              <ClassMark kind={now() === 'unsure' ? 'unlabelled' : now() === 'toxic' ? 'toxic' : 'other'}>
                {doubt() === null ? answerText(now()) : t().predict.unsure.title}
              </ClassMark>
            )}
          </Show>
        </td>
      </tr>
      <Show when={note()}>
        {(text) => (
          <tr>
            <td
              class="note"
              colspan={3}
              classList={{ quiet: props.row.error === null, error: props.row.error !== null }}
            >
              {text()}
            </td>
          </tr>
        )}
      </Show>
    </>
  );
}

function answerText(said: Said): string {
  if (said === 'unsure') return t().predict.three.unsure;
  return said === 'toxic' ? t().predict.flagged : t().predict.notFlagged;
}

/** Which models are asked besides the one that answers. */
function Choice(props: { answering: ModelRecord | undefined }) {
  const words = sideBySideWords;
  const full = () => modelsBeside(props.answering?.id).length >= MOST_OTHERS;
  const isChosen = (model: ModelRecord) => otherModels().includes(model);
  return (
    <fieldset class="side-choice">
      <legend class="hidden">{words().legend}</legend>
      <div class="side-choice-models">
        <For each={everyModel().filter(({ id }) => id !== props.answering?.id)}>
          {(model) => (
            <Checkbox
              label={modelName(model)}
              checked={isChosen(model)}
              disabled={full() && !isChosen(model)}
              onChange={(on) => chooseOther(model, on)}
            />
          )}
        </For>
      </div>
      <p class="help quiet">{full() ? words().most(MOST_OTHERS) : words().kept}</p>
    </fieldset>
  );
}
