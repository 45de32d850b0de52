import { createMemo, createSignal, For, Show } from 'solid-js';
import { Button } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { Select } from '../../components/Field';
import { Notice } from '../../components/Notice';
import { isRude } from '../../components/rude/isRude';
import { Sheet } from '../../components/Sheet';
import { t } from '../../i18n';
import { judgementOf } from '../../stores/corrections';
import { draftText } from '../../stores/draft';
import { openFileScore } from '../../stores/fileScore';
import { LINES_LIMIT, type LineAnswer, type LineScore, type ManyScores } from '../../stores/manyScores';
import { everyModel } from '../../stores/modelChoice';
import { attempt } from '../attempt';
import { modelName } from '../Models/describe';
import { LinesOut } from './LinesOut';
import { scoreCell, scoreText } from './scoreText';
import { Wrong } from './Wrong';

type Order = 'written' | 'score';

/** A list of scored comments; pressing one shows its explanation next to it. */
export function SeveralComments(props: {
  many: ManyScores;
  selected: number | null;
  onSelect: (line: LineScore) => void;
}) {
  const words = () => t().predict.several;
  const [order, setOrder] = createSignal<Order>('written');
  const sorted = createMemo(() => {
    const scores = props.many.scores();
    return order() === 'written' ? scores : [...scores].sort((a, b) => scoreOf(b) - scoreOf(a) || a.line - b.line);
  });
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
  const done = () => props.many.scores().length === props.many.total();

  return (
    <Sheet class="several">
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
          <LinesOut scores={sorted()} />
        </Show>
        <Select<Order>
          label={words().order}
          labelHidden
          value={order()}
          options={[
            { value: 'written', label: words().asWritten },
            { value: 'score', label: words().byScore },
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
      <ol>
        <For each={sorted()}>
          {(line) => (
            <li>
              <button
                type="button"
                class="line"
                aria-pressed={props.selected === line.line}
                onClick={() => props.onSelect(line)}
              >
                <Show when={line.answer} fallback={<Unread />}>
                  {(answer) => (
                    <Show when={!answer().unsure} fallback={<CannotTell />}>
                      <ClassMark kind={answer().between ? 'unlabelled' : answer().label === 1 ? 'toxic' : 'other'}>
                        <span class="hidden">{answerText(answer())}</span>
                        <strong>{scoreText(answer())}</strong>
                      </ClassMark>
                    </Show>
                  )}
                </Show>
                <span
                  class="user-text clip"
                  dir="auto"
                  classList={{ offensive: line.answer?.label === 1 || isRude(line.text) }}
                >
                  {line.text}
                </span>
                <Show when={props.selected !== line.line && judgementOf(line.text)}>
                  {(judged) => <span class="quiet judged">{t().predict.wrong.mark(judged().label === 1)}</span>}
                </Show>
              </button>
              <Show when={props.selected === line.line && line.answer !== null}>
                <Wrong text={line.text} said={saidOf(line)} by={byOf(line)} />
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Sheet>
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

function nameOf(modelId: string | null): string {
  const model = everyModel().find(({ id }) => id === modelId);
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
