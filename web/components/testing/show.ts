import type { JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach } from 'vitest';

let dispose: () => void = () => undefined;
afterEach(() => {
  dispose();
  dispose = () => undefined;
});

/** Draws `what` in a box of its own, `width` px wide, until the test ends. */
export function show(what: () => JSX.Element, width = 340): HTMLElement {
  const root = document.createElement('div');
  root.style.width = `${width}px`;
  document.body.append(root);
  const stop = render(what, root);
  dispose = () => {
    stop();
    root.remove();
  };
  return root;
}

/** The first element under `root` that matches. @throws Error if there is none. */
export function find<Kind extends Element = HTMLElement>(root: ParentNode, selector: string): Kind {
  const found = root.querySelector<Kind>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

/** The button whose name or text is `name`. @throws Error if there is none. */
export function button(root: ParentNode, name: string): HTMLButtonElement {
  const named = (each: HTMLButtonElement) => (each.getAttribute('aria-label') ?? each.textContent?.trim()) === name;
  const found = [...root.querySelectorAll('button')].find(named);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}
