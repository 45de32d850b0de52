import { createMemo, createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js';
import { byLeftContext, byRightContext } from '#shared/eda/concordance/concordanceOrder';
import { Button } from '../../../../components/Button';
import { ClassMark } from '../../../../components/ClassMark';
import { TextInput } from '../../../../components/Field';
import { Notice } from '../../../../components/Notice';
import { isRude } from '../../../../components/rude/isRude';
import { SegmentedControl } from '../../../../components/SegmentedControl';
import { format, sentence } from '../../../../i18n';
import { exploreWords } from '../../../../i18n/exploreWords';
import { type ConcordanceLine, concordance, findConcordance } from '../../../../stores/concordance';
import { classKeyOf, labelKind } from '../../sheet/labelKind';
import { SaveMenu } from '../../sheet/SaveMenu';
import type { TableData } from '../../sheet/tableData';

type Order = 'row' | 'left' | 'right';

/** Keyword in context: the occurrences of a typed word, one per line. */
export function ConcordanceSection(props: { datasetId: string; offensive: (term: string) => boolean }) {
  const id = createUniqueId();
  const words = () => exploreWords().concordance;
  const [typed, setTyped] = createSignal('');
  const [order, setOrder] = createSignal<Order>('right');
  const search = () => {
    const last = concordance();
    return last?.datasetId === props.datasetId ? last : null;
  };
  const lines = createMemo((): readonly ConcordanceLine[] => {
    const found = search()?.found?.lines ?? [];
    if (order() === 'row') return found;
    return [...found].sort(order() === 'left' ? byLeftContext : byRightContext);
  });
  const summary = () => {
    const found = search()?.found;
    if (!found || found.lines.length === 0) return '';
    return found.read < found.comments
      ? words().foundSome(found.lines.length, found.read, found.comments)
      : words().found(found.lines.length, found.comments);
  };
  const tables = () => tablesOf(search()?.term ?? '', lines());
  return (
    <section id="concordance" class="sheet explore-sheet wide" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{exploreWords().sections.concordance}</h2>
          <p class="quiet note">{exploreWords().notes.concordance}</p>
        </div>
        <Show when={tables().length > 0}>
          <span class="tools">
            <SaveMenu title={exploreWords().sections.concordance} charts={() => null} tables={tables} />
          </span>
        </Show>
      </header>
      <form
        class="controls"
        onSubmit={(event) => {
          event.preventDefault();
          void findConcordance(props.datasetId, typed());
        }}
      >
        <div class="word">
          <TextInput
            label={words().word}
            labelHidden
            placeholder={words().placeholder}
            maxLength={200}
            value={typed()}
            onInput={setTyped}
          />
        </div>
        <Button type="submit" disabled={typed().trim() === ''}>
          {words().find}
        </Button>
        <Show when={lines().length > 1}>
          <SegmentedControl
            label={words().sort}
            value={order()}
            options={(['right', 'left', 'row'] as const).map((value) => ({ value, label: words().sorts[value] }))}
            onChange={setOrder}
          />
        </Show>
      </form>
      <p class="quiet" role="status">
        <Switch>
          <Match when={search() === null}>{words().intro}</Match>
          <Match when={search()?.error}>{''}</Match>
          <Match when={search()?.found === null}>{words().searching}</Match>
          <Match when={lines().length === 0}>{words().none(search()?.term ?? '')}</Match>
          <Match when={lines().length > 0}>{summary()}</Match>
        </Switch>
      </p>
      <Show when={search()?.error}>
        {(error) => (
          <Notice kind="error" title={words().failed}>
            {sentence(error())}
          </Notice>
        )}
      </Show>
      <Show when={lines().length > 0}>
        <section class="concordance" tabindex="0" aria-label={words().caption(search()?.term ?? '')}>
          <ol>
            <For each={lines()}>{(line) => <Line line={line} offensive={props.offensive(search()?.term ?? '')} />}</For>
          </ol>
        </section>
      </Show>
    </section>
  );
}

function Line(props: { line: ConcordanceLine; offensive: boolean }) {
  return (
    <li>
      <span class="row-number">{format().number(props.line.row + 1)}</span>
      <ClassMark kind={labelKind(props.line.label)}>
        <span class="hidden">{exploreWords().labels[classKeyOf(props.line.label)]}</span>
      </ClassMark>
      <span
        class="user-text line"
        dir="auto"
        classList={{
          offensive: props.line.label !== 0 || isRude(`${props.line.before}${props.line.match}${props.line.after}`),
        }}
      >
        <span class="before">
          <bdi>{props.line.before.replace(/\s+/g, ' ')}</bdi>
        </span>
        <mark classList={{ offensive: props.offensive }}>{props.line.match}</mark>
        <span class="after">{props.line.after.replace(/\s+/g, ' ')}</span>
      </span>
    </li>
  );
}

function tablesOf(term: string, lines: readonly ConcordanceLine[]): TableData[] {
  if (lines.length === 0) return [];
  const words = exploreWords().concordance;
  return [
    {
      caption: words.caption(term),
      columns: [
        { head: words.row, format: (value) => format().number(value) },
        { head: exploreWords().classHead },
        { head: words.before, userText: true },
        { head: words.match, userText: true },
        { head: words.after, userText: true },
      ],
      rows: lines.map(({ row, label, before, match, after }) => [
        row + 1,
        exploreWords().labels[classKeyOf(label)],
        before,
        match,
        after,
      ]),
    },
  ];
}
