import { onCleanup, onMount } from 'solid-js';

/*
 * Which section is at the top of the window is kept in the page's history entry, so that Back and a reload come back to
 * it. The browser's own restoration fails: the sections are drawn one by one, and the page is still short when it
 * tries.
 */

/** Where the window is: so many pixels below its top edge the section `section` begins. */
interface Place {
  readonly section: string;
  readonly top: number;
}

/** The name of the place in `history.state`. */
const KEY = 'explorePlace';
/** Pause in scrolling after which the place is kept, ms: browsers limit how often a history entry may be changed. */
const SETTLED = 200;
/** How long sections may still move each other after the page is opened, ms. */
const DRAWN_WITHIN = 5000;
/** Events by which a person starts scrolling. */
const TAKEN_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;
/** Pixels between the top of the window and a section that an address names. */
const MARGIN = 16;

/**
 * Keeps the place of a page whose sections are the children of `sheets`, and returns to the place kept, if there is
 * one.
 */
export function keepPlace(sheets: HTMLElement): void {
  const address = window.location.pathname;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restoring: Place | null = null;

  const keep = () => {
    // Another page may be open by now: its entry is none of this page's business.
    if (window.location.pathname !== address || !sheets.isConnected) return;
    window.history.replaceState({ ...window.history.state, [KEY]: placeIn(sheets) }, '');
  };
  const onScroll = () => {
    clearTimeout(timer);
    if (restoring === null) timer = setTimeout(keep, SETTLED);
  };
  const restore = () => {
    const section = restoring && sheets.querySelector(`:scope > [id="${CSS.escape(restoring.section)}"]`);
    if (!restoring || !section) return;
    window.scrollBy({ top: section.getBoundingClientRect().top - restoring.top, behavior: 'instant' });
  };
  const watcher = new ResizeObserver(restore);
  const stop = () => {
    restoring = null;
    watcher.disconnect();
    for (const name of TAKEN_OVER) window.removeEventListener(name, stop);
  };

  onMount(() => {
    window.addEventListener('scroll', onScroll, { passive: true });
    restoring = placeKept() ?? placeOfAddress(sheets);
    if (restoring === null) return;
    for (const name of TAKEN_OVER) window.addEventListener(name, stop, { passive: true });
    watcher.observe(sheets);
    const limit = setTimeout(stop, DRAWN_WITHIN);
    onCleanup(() => clearTimeout(limit));
  });
  onCleanup(() => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('scroll', onScroll);
  });
}

/** The first section that is not above the window; null at the top of the page. */
function placeIn(sheets: HTMLElement): Place | null {
  if (window.scrollY === 0) return null;
  for (const section of sheets.children) {
    const { top, bottom } = section.getBoundingClientRect();
    if (bottom > 0) return { section: section.id, top };
  }
  return null;
}

/** The place that this page had when it was left, or null. */
function placeKept(): Place | null {
  const kept: unknown = window.history.state?.[KEY];
  if (typeof kept !== 'object' || kept === null || !('section' in kept) || !('top' in kept)) return null;
  const { section, top } = kept;
  return typeof section === 'string' && typeof top === 'number' ? { section, top } : null;
}

/** The section that the address names, `/explore/ID#terms`; null if it names none. */
function placeOfAddress(sheets: HTMLElement): Place | null {
  const named = decodeURIComponent(window.location.hash.slice(1));
  const known = [...sheets.children].some(({ id }) => id === named);
  return known ? { section: named, top: MARGIN } : null;
}
