import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { UserText } from '../../components/UserText';
import { exploreWords } from '../../i18n/exploreWords';
import { report, reportClasses } from '../../stores/explore';
import { type Finding, findingsOf } from './findings';
import { clauseOf } from './findingText';
import { press } from './sheet/press';

/** The findings of the report, in a few sentences, before any chart. */
export function Findings(props: { offensive: (term: string) => boolean }) {
  const words = () => exploreWords().shortest;
  const found = createMemo(() => findingsOf(report()));
  const keys = () => reportClasses();
  /** Why nothing is compared, or null. */
  const noComparison = (): string | null => {
    const { overview } = report();
    if (overview !== undefined && overview.rows > 0 && overview.empty === overview.rows) return words().allEmpty;
    const labelled = keys().filter((key) => key !== 'unlabelled');
    if (labelled.length === 2) return null;
    return labelled.length === 1 ? words().oneClass(labelled[0]) : words().unlabelled;
  };
  return (
    <div class="finding user-text" aria-live="polite">
      <Switch>
        <Match when={keys().length === 0}>
          <p class="quiet">{words().working}</p>
        </Match>
        <Match when={noComparison()}>{(text) => <p>{text()}</p>}</Match>
        <Match when={found().length > 0}>
          <p>
            <For each={found()}>{(finding) => <Sentence finding={finding} offensive={props.offensive} />}</For>
          </p>
        </Match>
      </Switch>
    </div>
  );
}

interface SentenceProps {
  finding: Finding;
  offensive: (term: string) => boolean;
}

function Sentence(props: SentenceProps) {
  return (
    <Show when={clauseOf(props.finding)} fallback={<Words {...props} />}>
      {(clause) => (
        <>
          {clause().lead}
          <b>{clause().strong}</b>
          {clause().rest}{' '}
        </>
      )}
    </Show>
  );
}

/** The words that mark toxic comments; each shows its comments. */
function Words(props: SentenceProps) {
  const words = () => exploreWords().finding;
  const terms = () => (props.finding.kind === 'terms' ? props.finding.terms : []);
  const separator = (index: number) =>
    index === terms().length - 1 ? '.' : index === terms().length - 2 ? ` ${words().and} ` : ', ';
  return (
    <Show when={terms().length > 0} fallback={words().termsNone}>
      {words().terms}{' '}
      <For each={terms()}>
        {(term, index) => (
          <>
            <button type="button" class="word-link" onClick={() => press({ kind: 'term', term })}>
              <UserText offensive={props.offensive(term)}>{term}</UserText>
            </button>
            {separator(index())}
          </>
        )}
      </For>
    </Show>
  );
}
