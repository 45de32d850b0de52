import { createMemo, createSelector, createSignal, For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Select } from '../../components/Field';
import { createMediaQuery } from '../../components/mediaQuery';
import { Notice } from '../../components/Notice';
import { isRude } from '../../components/rude/isRude';
import { Sheet } from '../../components/Sheet';
import { sentence, t } from '../../i18n';
import { asksOther, disagree, saidBy } from '../../stores/agreement';
import { judgementOf } from '../../stores/corrections';
import { draftText } from '../../stores/draft';
import { openFileScore } from '../../stores/fileScore';
import { LINES_LIMIT, type LineAnswer, type LineScore, type ManyScores } from '../../stores/manyScores';
import { everyModel } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { attempt } from '../attempt';
import { modelName } from '../Models/describe';
import { LinesOut } from './LinesOut';
import { scoreCell, scoreText } from './scoreText';
import { Wrong } from './Wrong';

type Order = 'written' | 'score' | 'disagree';

/** A further model and its scores of the same comments. */
export interface SideLines {
  readonly model: ModelRecord;
  readonly many: ManyScores;
}

/** What a further model says of a line; null until it does. */
interface SideAnswer {
  readonly model: ModelRecord;
  readonly answer: LineAnswer | null;
}

/** A list of scored comments, a column for each model; pressing one shows its explanation next to it. */
export default function SeveralComments(props: {
  many: ManyScores;
  sides: readonly SideLines[];
  selected: number | null;
  onSelect: (line: LineScore) => void;
}) {
  const words = () => t().predict.several;
  const [order, setOrder] = createSignal<Order>('written');
  const narrow = createMediaQuery('(max-width: 760px)');
  const sorted = createMemo(() => {
    const scores = props.many.scores();
    if (order() === 'score') return [...scores].sort((a, b) => scoreOf(b) - scoreOf(a) || a.line - b.line);
    if (order() === 'written' || props.sides.length === 0) return scores;
    return [...scores].sort((a, b) => Number(differs(b)) - Number(differs(a)) || a.line - b.line);
  });
  /** The answers of each further model, by line. */
  const sideScores = createMemo(() =>
    props.sides.map(({ model, many }) => ({ model, byLine: new Map(many.scores().map((row) => [row.line, row])) })),
  );
  const sidesOf = ({ line, text }: LineScore): SideAnswer[] =>
    sideScores().map(({ model, byLine }) => {
      const row = byLine.get(line);
      return { model, answer: row?.text === text ? row.answer : null };
    });
  /** Whether models contradict each other about a line, as far as they ask the same of it. */
  const differs = (line: LineScore) => {
    const first = modelOf(line.modelId);
    if (first === undefined || line.answer === null || props.sides.length === 0) return false;
    const others = sidesOf(line).flatMap(({ model, answer }) =>
      answer === null || asksOther(first, model) ? [] : [saidBy(answer)],
    );
    return disagree([saidBy(line.answer), ...others]);
  };
  const sidesDone = () => props.sides.every(({ many }) => many.scores().length === many.total());
  const disputed = createMemo(() => props.many.scores().filter(differs).length);
  const sideError = () => props.sides.map(({ many }) => many.error()).find((error) => error !== null);
  const flagged = () => props.many.scores().filter(({ answer }) => answer?.label === 1 && !answer.unsure).length;
  const between = () => props.many.scores().filter(({ answer }) => answer?.between).length;
  /** Every line as a row of a file, which is scored in the background whatever its length. */
  const scoreAsFile = () =>
    attempt(async () => {
      const lines = draftText().split('\n');
      const rows = lines.map((line) => line.trim()).filter((line) => line !== '');
      const { csvLines } = await import('#shared/data/delimited/csvLine');
      const csv = csvLines([['comment'], ...rows.map((line) => [line])]);
      await openFileScore(new File([csv], `${words().fileName}.csv`, { type: 'text/csv' }));
    });
  /** Whether the answers leave no room for the comment beside them. */
  const below = () => props.sides.length > (narrow() ? 0 : 1);
  const columns = () => ({ '--sides': props.sides.length });
  const done = () => props.many.scores().length === props.many.total();
  /** Only the rows that it concerns hear of a change. */
  const isSelected = createSelector(() => props.selected);

  return (
    <Sheet class={below() ? 'several below' : 'several'}>
      <div class="row">
        <h2>
          <span role="status">
            {done()
              ? `${words().finding(flagged(), props.many.total())}${between() === 0 ? '' : ` ${words().between(between())}`}`
              : words().progress(props.many.scores().length, props.many.total())}
          </span>
        </h2>
        <span class="sp" />
        <Show when={done() && props.many.scores().length > 0}>
          <LinesOut scores={sorted()} sides={sidesDone() ? sideScores() : []} />
        </Show>
        <Select<Order>
          label={words().order}
          labelHidden
          value={props.sides.length === 0 && order() === 'disagree' ? 'written' : order()}
          options={[
            { value: 'written', label: words().asWritten },
            { value: 'score', label: words().byScore },
            ...(props.sides.length > 0 ? [{ value: 'disagree' as const, label: words().disagreeFirst }] : []),
          ]}
          onChange={setOrder}
        />
      </div>
      <Show when={props.many.lines() > LINES_LIMIT}>
        <Notice
          kind="warn"
          actions={<Button onClick={() => void scoreAsFile()}>{words().asFile(props.many.lines())}</Button>}
        >
          {words().onlyFirst(LINES_LIMIT, props.many.lines())}
        </Notice>
      </Show>
      <Show when={props.sides.length > 0}>
        <Show when={done() && sidesDone() && sideError() === undefined}>
          <p classList={{ caution: disputed() > 0 }}>{words().disagree(disputed())}</p>
        </Show>
        <Show when={sideError()}>{(error) => <Notice kind="error">{sentence(error())}</Notice>}</Show>
        <div class="line heads" classList={{ under: below() }} style={columns()} aria-hidden="true">
          <span title={words().first}>{words().first}</span>
          <For each={props.sides}>{({ model }) => <span title={modelName(model)}>{modelName(model)}</span>}</For>
        </div>
      </Show>
      <ol>
        <For each={sorted()}>
          {(line) => (
            <li>
              <button
                type="button"
                class="line"
                classList={{ sides: props.sides.length > 0, under: below(), differs: differs(line) }}
                style={columns()}
                aria-pressed={isSelected(line.line)}
                onClick={() => props.onSelect(line)}
              >
                <Show when={line.answer} fallback={<Unread />}>
                  {(answer) => <Mark answer={answer()} />}
                </Show>
                <For each={sidesOf(line)}>
                  {(side) => (
                    <span>
                      <span class="hidden">{modelName(side.model)}</span>
                      <Show when={side.answer} fallback="…">
                        {(answer) => <Mark answer={answer()} />}
                      </Show>
                    </span>
                  )}
                </For>
                <span
                  class="user-text clip"
                  dir="auto"
                  classList={{ offensive: line.answer?.label === 1 || isRude(line.text) }}
                >
                  {line.text}
                </span>
                <Show when={differs(line)}>
                  <span class="quiet judged">{words().disagreeHere}</span>
                </Show>
                <Show when={!isSelected(line.line) && judgementOf(line.text)}>
                  {(judged) => <span class="quiet judged">{t().predict.wrong.mark(judged().label === 1)}</span>}
                </Show>
              </button>
              <Show when={isSelected(line.line) && line.answer !== null}>
                <Wrong text={line.text} said={saidOf(line)} by={byOf(line)} />
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Sheet>
  );
}

/** An answer as colour, number and word. */
function Mark(props: { answer: LineAnswer }) {
  return (
    <Show when={!props.answer.unsure} fallback={<CannotTell />}>
      <ClassMark kind={props.answer.between ? 'unlabelled' : props.answer.label === 1 ? 'toxic' : 'other'}>
        <span class="hidden">{answerText(props.answer)}</span>
        <strong>{scoreText(props.answer)}</strong>
      </ClassMark>
    </Show>
  );
}

function answerText({ between, label }: LineAnswer): string {
  if (between) return t().predict.three.unsure;
  return label === 1 ? t().predict.flagged : t().predict.notFlagged;
}

/** What can be wrong about a line; null where it is left to a person. */
function saidOf({ answer }: LineScore): 0 | 1 | null {
  return answer === null || answer.unsure || answer.between ? null : answer.label;
}

function byOf({ answer, modelId }: LineScore): { model: string; score: string } {
  return { model: nameOf(modelId), score: answer === null ? '' : scoreCell(answer) };
}

const modelOf = (modelId: string | null) => everyModel().find(({ id }) => id === modelId);

function nameOf(modelId: string | null): string {
  const model = modelOf(modelId);
  return model === undefined ? '' : modelName(model);
}

/** Lines without an answer come last. */
function scoreOf({ answer }: LineScore): number {
  return answer === null || answer.unsure ? Number.NEGATIVE_INFINITY : answer.score;
}

/** In place of a score, where the model cannot tell. */
function CannotTell() {
  return (
    <ClassMark kind="unlabelled">
      <span class="hidden">{t().predict.unsure.title}</span>
      <strong aria-hidden="true">?</strong>
    </ClassMark>
  );
}

/** In place of a score, where no model reads the language. */
function Unread() {
  return (
    <span class="quiet">
      <span class="hidden">{t().predict.unread.short}</span>
      <span aria-hidden="true">–</span>
    </span>
  );
}
