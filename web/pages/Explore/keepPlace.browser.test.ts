import { createRoot } from 'solid-js';
import { afterEach, expect, test } from 'vitest';
import { keepPlace } from './keepPlace';

let dispose: () => void = () => undefined;
const home = window.location.pathname + window.location.search;

afterEach(() => {
  dispose();
  window.history.replaceState(null, '', home);
  window.scrollTo(0, 0);
});

/** A page of three sections, each `height` pixels high. */
function open(height: number): HTMLElement {
  const sheets = document.createElement('div');
  sheets.style.overflowAnchor = 'none'; // the browser's own behaviour is not tested
  for (const id of ['overview', 'lengths', 'terms']) {
    const section = document.createElement('section');
    section.id = id;
    section.style.height = `${height}px`;
    sheets.append(section);
  }
  document.body.append(sheets);
  const stop = createRoot((end) => {
    keepPlace(sheets);
    return end;
  });
  dispose = () => {
    stop();
    sheets.remove();
  };
  return sheets;
}

const topOf = (id: string) => Math.round(document.getElementById(id)?.getBoundingClientRect().top ?? Number.NaN);

test('the place is kept in the history entry, and found again while sections are still being drawn', async () => {
  open(2000);
  window.scrollBy(0, topOf('terms') + 300);
  await expect.poll(() => window.history.state?.explorePlace).toEqual({ section: 'terms', top: -300 });
  dispose();
  window.scrollTo(0, 0);
  const sheets = open(10); // not drawn yet: the page is too short to go there
  for (const section of sheets.children) {
    if (section instanceof HTMLElement) section.style.height = '1500px';
  }
  await expect.poll(() => topOf('terms')).toBe(-300);
});

test('an address that names a section opens the page there', async () => {
  window.history.replaceState(null, '', `${home}#lengths`);
  open(2000);
  await expect.poll(() => topOf('lengths')).toBe(16);
});

test('scrolling by the person stops the restoration', async () => {
  window.history.replaceState({ explorePlace: { section: 'terms', top: 0 } }, '');
  const sheets = open(2000);
  await expect.poll(() => topOf('terms')).toBe(0);
  window.dispatchEvent(new WheelEvent('wheel'));
  window.scrollTo(0, 0);
  const grown = new Promise((resolve) => new ResizeObserver(resolve).observe(sheets));
  for (const section of sheets.children) {
    if (section instanceof HTMLElement) section.style.height = '1500px';
  }
  await grown;
  expect(window.scrollY).toBe(0);
});
