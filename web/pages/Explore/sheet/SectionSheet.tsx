import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from 'solid-js';
import type { EdaSection } from '#shared/eda/sections';
import { Button } from '../../../components/Button';
import { Notice } from '../../../components/Notice';
import { Progress } from '../../../components/Progress';
import { sentence, t } from '../../../i18n';
import { exploreWords } from '../../../i18n/exploreWords';
import { askSection, sectionState, stopExploring } from '../../../stores/explore';
import { DataTable } from './DataTable';
import { inTurn } from './inTurn';
import { SaveMenu } from './SaveMenu';
import type { SheetKey } from './sectionProps';
import { registerSheet } from './sheets';
import type { TableData } from './tableData';

/**
 * One sheet of the report. Its frame is there before the numbers and keeps its height, so that nothing jumps; it says
 * what is going on while they are worked out, and what to do when that failed.
 */
export function SectionSheet(props: {
  /** The section on the page: its title and its address. */
  of: SheetKey;
  /** The section of the report that it shows; several sheets may show one. */
  section: EdaSection;
  note: string;
  /** Whether there is anything to draw. */
  ready: boolean;
  /** The numbers; worked out when somebody wants them. */
  tables: readonly TableData[];
  /** Approximate height of the body, px: reserved until it is drawn. */
  height: number;
  wide?: boolean;
  /** In place of the charts: why there are none. */
  absent?: string | undefined;
  /** For a section that waits to be asked for. */
  ask?: { readonly action: string; readonly text: string };
  /** Choices above the charts. */
  controls?: JSX.Element;
  /** Words under the charts. */
  foot?: JSX.Element;
  offensive?: (text: string) => boolean;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  const words = () => exploreWords();
  const title = () => words().sections[props.of];
  const [asTable, setAsTable] = createSignal(false);
  const [charts, setCharts] = createSignal<HTMLElement | null>(null);
  // Progress changes often and must not cause the drawing to be rendered again.
  const is = createMemo(() => sectionState(props.section).is);
  const error = () => {
    const state = sectionState(props.section);
    return state.is === 'failed' ? state.error : null;
  };
  const fraction = () => {
    const state = sectionState(props.section);
    return state.is === 'working' ? state.fraction : null;
  };
  const [turn, setTurn] = createSignal(false);
  createEffect(() => {
    if (is() !== 'done') setTurn(false);
    else onCleanup(inTurn(() => setTurn(true)));
  });
  onCleanup(
    registerSheet({
      key: props.of,
      note: () => props.note,
      charts: () => (shown() ? charts() : null),
    }),
  );
  const shown = createMemo(() => turn() && props.ready && props.absent === undefined);
  /** Room for what is about to be drawn; a sheet that waits for a press is as tall as its content. */
  const reserved = () => is() === 'waiting' || is() === 'working' || (is() === 'done' && !turn());

  return (
    <section
      id={props.of}
      class="sheet explore-sheet"
      classList={{ wide: props.wide === true }}
      aria-labelledby={id}
      aria-busy={is() === 'working'}
    >
      <header>
        <div>
          <h2 id={id}>{title()}</h2>
          <p class="quiet note">{props.note}</p>
        </div>
        <Show when={shown()}>
          <span class="tools">
            <Button kind="ghost" aria-pressed={asTable()} onClick={() => setAsTable(!asTable())}>
              {words().table}
            </Button>
            <SaveMenu title={title()} charts={() => (asTable() ? null : charts())} tables={() => props.tables} />
          </span>
        </Show>
      </header>
      <Show when={shown() && props.controls}>
        <div class="controls">{props.controls}</div>
      </Show>
      <div class="body" style={reserved() ? { 'min-height': `${props.height}px` } : undefined}>
        <Switch>
          <Match when={is() === 'unasked'}>
            <div class="quiet-place">
              <p class="quiet">{props.ask?.text}</p>
              <Button onClick={() => askSection(props.section)}>{props.ask?.action}</Button>
            </div>
          </Match>
          <Match when={is() === 'waiting'}>
            <div class="quiet-place">
              <p class="quiet">{words().busy.waiting}</p>
            </div>
          </Match>
          <Match when={is() === 'working'}>
            <div class="quiet-place">
              <Progress
                label={words().busy.section(words().sections[props.section])}
                fraction={fraction()}
                onStop={stopExploring}
              />
            </div>
          </Match>
          <Match when={is() === 'stopped'}>
            <div class="quiet-place">
              <p class="quiet">{words().busy.stopped}</p>
              <Button onClick={() => askSection(props.section)}>{words().busy.again}</Button>
            </div>
          </Match>
          <Match when={error()}>
            {(failure) => (
              <Notice
                kind="error"
                title={words().failed}
                actions={<Button onClick={() => askSection(props.section)}>{t().common.retry}</Button>}
              >
                <p>{sentence(failure())}</p>
                <p>{words().failedSafe}</p>
              </Notice>
            )}
          </Match>
          <Match when={props.absent !== undefined}>
            <div class="quiet-place">
              <p class="quiet">{props.absent}</p>
            </div>
          </Match>
          <Match when={turn() && !props.ready}>
            <div class="quiet-place">
              <p class="quiet">{words().nothing}</p>
            </div>
          </Match>
          <Match when={shown()}>
            <div class="charts" ref={setCharts} hidden={asTable()}>
              {props.children}
            </div>
            <Show when={asTable()}>
              <Tables tables={props.tables} offensive={props.offensive} />
            </Show>
          </Match>
        </Switch>
      </div>
      <Show when={shown() && props.foot}>
        <div class="foot quiet">{props.foot}</div>
      </Show>
    </section>
  );
}

function Tables(props: { tables: readonly TableData[]; offensive?: ((text: string) => boolean) | undefined }) {
  const tables = createMemo(() => props.tables);
  return (
    <div class="stack">
      <For each={tables()}>{(table) => <DataTable table={table} offensive={props.offensive} />}</For>
    </div>
  );
}
