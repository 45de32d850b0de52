import { createSignal } from 'solid-js';

/** What the page on screen is called in the window's title. The frame adds what else the title says. */
export const [tabTitle, setTabTitle] = createSignal('');
