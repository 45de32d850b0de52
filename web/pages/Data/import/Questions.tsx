import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { ReadingQuestion } from '#shared/data/guess/questions';
import { Button } from '../../../components/Button';
import { Notice } from '../../../components/Notice';
import { importWords } from '../../../i18n/importWords';
import { chooseColumns, chooseEntry, chooseReading, chooseRepeats, setMeanings } from '../../../stores/importDraft';

/** Candidates offered by a press; all can be chosen above. */
const OFFERED = 6;

type Of<Code extends ReadingQuestion['code']> = Extract<ReadingQuestion, { code: Code }>;

/** What only the person can know, each with its answers. `onGo` leads to the place where many values are set. */
export function Questions(props: {
  questions: readonly ReadingQuestion[];
  names: readonly string[];
  onGo: (to: 'values' | 'cut') => void;
}) {
  return (
    <Show when={props.questions.length > 0}>
      <section
        class="stack tight import-questions"
        tabindex="-1"
        aria-label={importWords().questions.left(props.questions.length)}
      >
        <For each={props.questions}>
          {(question) => <Question question={question} names={props.names} onGo={props.onGo} />}
        </For>
      </section>
    </Show>
  );
}

function Question(props: {
  question: ReadingQuestion;
  names: readonly string[];
  onGo: (to: 'values' | 'cut') => void;
}) {
  const words = () => importWords().questions;
  const is = <Code extends ReadingQuestion['code']>(code: Code): Of<Code> | undefined =>
    props.question.code === code ? (props.question as Of<Code>) : undefined;
  const positions = (names: readonly string[]) =>
    names.map((name) => props.names.indexOf(name)).filter((at) => at >= 0);
  return (
    <Switch>
      <Match when={is('text-column')}>
        {(question) => (
          <Asked says={words().textColumn}>
            <Columns
              names={question().candidates}
              all={props.names}
              onChoose={(textColumn) => chooseColumns({ textColumn })}
            />
          </Asked>
        )}
      </Match>
      <Match when={is('label-column')}>
        {(question) => (
          <Asked says={words().labelColumn(question().column)}>
            <Button onClick={() => chooseColumns({ labelColumns: positions([question().column]) })}>
              {words().labelYes}
            </Button>
            <Columns
              names={question().candidates.filter((name) => name !== question().column)}
              all={props.names}
              onChoose={(column) => chooseColumns({ labelColumns: [column] })}
            />
            <Show when={question().candidates.length > 1}>
              <Button
                onClick={() =>
                  chooseColumns({ labelColumns: positions(question().candidates), combine: { rule: 'majority' } })
                }
              >
                {words().together}
              </Button>
            </Show>
            <Button onClick={() => chooseColumns({ labelColumns: [] })}>{words().labelNone}</Button>
          </Asked>
        )}
      </Match>
      <Match when={is('label-values')}>
        {(question) => (
          <Asked says={words().values(question().column, question().total)}>
            <Button onClick={() => props.onGo('values')}>{words().toValues}</Button>
          </Asked>
        )}
      </Match>
      <Match when={is('label-cut')}>
        {(question) => (
          <Asked says={words().cut(question().column, question().min, question().max)}>
            <Button onClick={() => props.onGo('cut')}>{words().toCut}</Button>
          </Asked>
        )}
      </Match>
      <Match when={is('label-one-class')}>
        {(question) => {
          const toxic = () => question().only === 'toxic';
          return (
            <Asked says={words().oneClass(question().column, toxic(), question().leftOut)}>
              <Button onClick={() => setMeanings(question().leftOut, toxic() ? 'notToxic' : 'toxic')}>
                {words().oneClassOpposite(toxic())}
              </Button>
              <Button onClick={() => setMeanings(question().leftOut, 'leaveOut')}>{words().oneClassLeave}</Button>
            </Asked>
          );
        }}
      </Match>
      <Match when={is('quotes-swallow-lines')}>
        {(question) => (
          <Asked says={words().quotes(question().count, question().lines)}>
            <Button onClick={() => chooseReading({ quotes: 'text' })}>{words().quotesText}</Button>
            <Button onClick={() => chooseReading({ quotes: 'csv' })}>{words().quotesCells}</Button>
          </Asked>
        )}
      </Match>
      <Match when={is('repeated-judgements')}>
        {(question) => (
          <Asked says={words().repeats(question().comments, question().rows, question().differing)}>
            <Button onClick={() => chooseRepeats('majority')}>{words().repeatsMajority}</Button>
            <Button onClick={() => chooseRepeats('any')}>{words().repeatsAny}</Button>
            <Button onClick={() => chooseRepeats('keep')}>{words().repeatsKeep}</Button>
          </Asked>
        )}
      </Match>
      <Match when={is('archive-entry')}>
        {(question) => (
          <Asked says={words().entry}>
            <For each={question().candidates.slice(0, OFFERED)}>
              {(entry) => <Button onClick={() => chooseEntry(entry)}>{entry}</Button>}
            </For>
          </Asked>
        )}
      </Match>
    </Switch>
  );
}

function Asked(props: { says: string; children: JSX.Element }) {
  return (
    <Notice kind="warn" actions={props.children}>
      {props.says}
    </Notice>
  );
}

function Columns(props: { names: readonly string[]; all: readonly string[]; onChoose: (column: number) => void }) {
  return (
    <For each={props.names.slice(0, OFFERED)}>
      {(name) => <Button onClick={() => props.onChoose(props.all.indexOf(name))}>{name}</Button>}
    </For>
  );
}
