import type { JSX } from 'solid-js';

/** Line icons on a 24-unit grid, drawn with the text's colour. Always next to words or inside a labelled button. */
const shapes = {
  predict: () => <path d="M4 5h16M4 10h10M4 15h7m4 2 2 2 4-5" />,
  data: () => (
    <>
      <ellipse cx="12" cy="5.5" rx="7.5" ry="2.8" />
      <path d="M4.5 5.5v13c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8v-13M4.5 12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8" />
    </>
  ),
  explore: () => <path d="M4 20V10M10 20V4M16 20v-7M21 20H3" />,
  train: () => (
    <>
      <path d="M4 18c4 0 4-12 8-12s4 12 8 12" />
      <circle cx="12" cy="6" r="1.6" />
    </>
  ),
  models: () => <path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9" />,
  compare: () => <path d="M12 3v18M12 6 5 8l-3 6h6zM12 6l7 2 3 6h-6zM8 21h8" />,
  tasks: () => (
    <path d="m3.500 6.500 1.500 1.500 2.500-3M3.500 13l1.500 1.500 2.500-3M11 6.500h9.500M11 13h9.500M4.500 19.500h1M11 19.500h9.500" />
  ),
  settings: () => (
    <>
      <path d="M4 7h9m5 0h2M4 17h2m5 0h9" />
      <circle cx="15.500" cy="7" r="2.500" />
      <circle cx="8.500" cy="17" r="2.500" />
    </>
  ),
  info: () => (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M12 11v5M12 8h.01" />
    </>
  ),
  warn: () => <path d="M12 4 3 20h18zM12 10v4M12 17h.01" />,
  error: () => (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="m9 9 6 6m0-6-6 6" />
    </>
  ),
  done: () => <path d="m5 12.500 4.500 4.500L19 7.500" />,
  close: () => <path d="m6 6 12 12M18 6 6 18" />,
  copy: () => (
    <>
      <rect x="8" y="8" width="12" height="12" rx="2" />
      <path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" />
    </>
  ),
  file: () => <path d="M6 3h8l5 5v13H6zM14 3v5h5M12 18v-7m-3 3 3-3 3 3" />,
  undo: () => <path d="M8 5 4 9l4 4M4 9h10a5.500 5.500 0 0 1 0 11h-4" />,
  redo: () => <path d="m16 5 4 4-4 4M20 9H10a5.500 5.500 0 0 0 0 11h4" />,
  download: () => <path d="M12 4v11m-4-4 4 4 4-4M5 20h14" />,
} satisfies Record<string, () => JSX.Element>;

export type IconName = keyof typeof shapes;

export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {shapes[props.name]()}
    </svg>
  );
}

/** The mark of the app: an m on the colour of actions. */
export function Brand() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--act)" />
      <path
        d="M7 21c0-6 2-10 4.500-10S16 15 16 21c0-6 2-10 4.500-10S25 15 25 21"
        fill="none"
        stroke="var(--act-ink)"
        stroke-width="2.600"
        stroke-linecap="round"
      />
    </svg>
  );
}
