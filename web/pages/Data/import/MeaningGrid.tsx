import { createVirtualizer, defaultRangeExtractor } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import type { GuessedMeaning, Meaning } from '#shared/data/guess/meaning';
import { Button } from '../../../components/Button';
import { TextInput } from '../../../components/Field';
import { createMediaQuery } from '../../../components/mediaQuery';
import { format } from '../../../i18n';
import { importWords } from '../../../i18n/importWords';
import { foundValues, type ValueRow } from './labelValues';

/** Height of a row, px, as data.css has it; on a phone the buttons are below the value. */
const ROW_HEIGHT = 44;
const PHONE_ROW_HEIGHT = 92;
const PHONE = '(max-width: 760px)';
/** Values from which on they can be searched and set together. */
const MANY = 9;
const PAGE = 8;

/** By the place of the key, so that a Russian keyboard has them too. */
const KEYS: Readonly<Record<string, Meaning>> = { KeyT: 'toxic', KeyN: 'notToxic', KeyL: 'leaveOut' };
export const MEANINGS = ['toxic', 'notToxic', 'leaveOut'] as const satisfies readonly Meaning[];

/**
 * Every value of the labels with its count and what it means; each is set by a press or a key. Only those on screen
 * exist as elements: a column may hold ten thousand. Tab reaches one row, arrows move from row to row.
 */
export function MeaningGrid(props: {
  rows: readonly ValueRow[];
  /** Changes when somebody asks for the first value that is not decided yet, which then gets the focus. */
  askedFor: number;
  onSet: (values: readonly string[], meaning: Meaning) => void;
}) {
  const words = () => importWords().values;
  const [search, setSearch] = createSignal('');
  const [active, setActive] = createSignal(0);
  const found = createMemo(() => foundValues(props.rows, search()));
  const narrow = createMediaQuery(PHONE);
  const rowHeight = () => (narrow() ? PHONE_ROW_HEIGHT : ROW_HEIGHT);
  let scroller: HTMLDivElement | undefined;
  createEffect(() => {
    if (active() >= found().length) setActive(Math.max(0, found().length - 1));
  });

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return found().length;
    },
    get estimateSize() {
      const height = rowHeight();
      return () => height;
    },
    getScrollElement: () => scroller ?? null,
    overscan: 6,
    // The active row stays, even out of sight: with it the focus would go.
    rangeExtractor: (range) => {
      const places = defaultRangeExtractor(range);
      return active() >= range.count || places.includes(active())
        ? places
        : [...places, active()].sort((a, b) => a - b);
    },
  });
  const goTo = (place: number) => {
    const target = Math.min(found().length - 1, Math.max(0, place));
    setActive(target);
    virtualizer.scrollToIndex(target, { align: 'auto' });
    requestAnimationFrame(() => scroller?.querySelector<HTMLElement>(`[data-place="${target}"]`)?.focus());
  };
  createEffect(on(rowHeight, () => virtualizer.measure(), { defer: true }));
  createEffect(
    on(
      () => props.askedFor,
      () => {
        setSearch('');
        goTo(
          Math.max(
            0,
            props.rows.findIndex(({ meaning }) => meaning === 'ask'),
          ),
        );
      },
      { defer: true },
    ),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = active();
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + PAGE,
      PageUp: place - PAGE,
      Home: 0,
      End: found().length - 1,
    };
    if (Object.hasOwn(moves, event.key)) goTo(moves[event.key]);
    else if (Object.hasOwn(KEYS, event.code)) props.onSet([found()[place].value], KEYS[event.code]);
    else return;
    event.preventDefault();
  };

  return (
    <div class="stack tight meanings">
      <Show when={props.rows.length >= MANY}>
        <div class="row meanings-search">
          <TextInput
            label={words().search}
            labelHidden
            placeholder={words().search}
            value={search()}
            onInput={setSearch}
          />
          <span class="quiet" role="status">
            {words().shown(found().length, props.rows.length)}
          </span>
        </div>
        <div class="row">
          <span class="quiet">{words().setAll(found().length)}</span>
          <For each={MEANINGS}>
            {(meaning) => (
              <Button
                kind="ghost"
                disabled={found().length === 0}
                onClick={() =>
                  props.onSet(
                    found().map(({ value }) => value),
                    meaning,
                  )
                }
              >
                {words()[meaning]}
              </Button>
            )}
          </For>
        </div>
      </Show>
      <Show when={found().length > 0} fallback={<p class="quiet">{words().none}</p>}>
        <div class="meanings-scroll" tabindex="-1" ref={scroller}>
          <table
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with keys of its own is a grid.
            role="grid"
            class="meanings-grid"
            aria-label={words().grid}
            aria-rowcount={found().length}
            onKeyDown={onKeyDown}
          >
            <tbody style={{ height: `${virtualizer.getTotalSize()}px` }}>
              {/* By place, so that a row stays the same element, and keeps the focus, when it is set. */}
              <For each={virtualizer.getVirtualItems().map(({ index }) => index)}>
                {(place) => (
                  <Show when={found()[place]}>
                    {(row) => (
                      <Row
                        row={row()}
                        place={place}
                        top={place * rowHeight()}
                        active={active() === place}
                        onActive={() => setActive(place)}
                        onSet={(meaning) => props.onSet([row().value], meaning)}
                      />
                    )}
                  </Show>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <p class="quiet keys">{words().keys}</p>
      </Show>
    </div>
  );
}

function Row(props: {
  row: ValueRow;
  place: number;
  top: number;
  active: boolean;
  onActive: () => void;
  onSet: (meaning: Meaning) => void;
}) {
  const words = () => importWords().values;
  const shown = () => (props.row.value === '' ? words().blank : props.row.value);
  const said = (meaning: GuessedMeaning) => words()[meaning];
  return (
    <tr
      class="meanings-row"
      classList={{ undecided: props.row.meaning === 'ask' }}
      aria-rowindex={props.place + 1}
      aria-label={`${shown()}, ${words().rows} ${format().number(props.row.count)}: ${said(props.row.meaning)}`}
      data-place={props.place}
      tabindex={props.active ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)` }}
      onFocusIn={() => props.onActive()}
    >
      <td class="meanings-value" title={props.row.value}>
        <code classList={{ quiet: props.row.value === '' }} dir="auto">
          {shown()}
        </code>
        <Show when={props.row.value.trim() === '-1' && props.row.meaning === 'leaveOut'}>
          <span class="quiet"> {words().notJudged}</span>
        </Show>
      </td>
      <td class="num">{format().number(props.row.count)}</td>
      <td class="meanings-buttons">
        <For each={MEANINGS}>
          {(meaning) => (
            <button
              type="button"
              class={`meaning-button is-${meaning}`}
              tabindex={-1}
              aria-pressed={props.row.meaning === meaning}
              onClick={() => props.onSet(meaning)}
            >
              {words()[meaning]}
            </button>
          )}
        </For>
      </td>
    </tr>
  );
}
