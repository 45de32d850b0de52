import { createSignal, createUniqueId, onCleanup, Show } from 'solid-js';
import { toCodedError } from '#shared/base/errors';
import { Button } from '../../../components/Button';
import { fileName, saveFile } from '../../../components/saveFile';
import { sentence } from '../../../i18n';
import { exploreWords } from '../../../i18n/exploreWords';
import { datasets } from '../../../stores/datasets';
import { exploreSubject } from '../../../stores/explore';
import { showToast } from '../../../stores/toasts';
import { drawingOf, pngFile, svgFile } from './saveChart';
import { csvOf, type TableData } from './tableData';

/** Saves what a section shows: its charts as a picture or a drawing, its numbers as CSV. */
export function SaveMenu(props: {
  title: string;
  /** The container of the charts, or null while a table replaces them. */
  charts: () => HTMLElement | null;
  tables: () => readonly TableData[];
}) {
  const [open, setOpen] = createSignal(false);
  const id = createUniqueId();
  const words = () => exploreWords();
  let box: HTMLDivElement | undefined;

  const close = (event: Event) => {
    if (!(event.target instanceof Node) || !box?.contains(event.target)) setOpen(false);
  };
  document.addEventListener('pointerdown', close);
  onCleanup(() => document.removeEventListener('pointerdown', close));

  /** The dataset's name and the section's: files of several datasets end up in one folder. */
  const nameOf = (extension: string) => {
    const of = exploreSubject();
    const dataset = datasets()?.find(({ id }) => id === of?.datasetId);
    return fileName(dataset === undefined ? props.title : words().sectionFile(dataset.name, props.title), extension);
  };
  const save = async (kind: 'png' | 'svg' | 'csv') => {
    setOpen(false);
    box?.querySelector('button')?.focus();
    try {
      if (kind === 'csv') {
        saveFile(new Blob([csvOf(props.tables())], { type: 'text/csv' }), nameOf('csv'));
        return;
      }
      const place = props.charts();
      const drawing = place && drawingOf(place, props.title);
      if (!drawing) return;
      saveFile(kind === 'svg' ? svgFile(drawing) : await pngFile(drawing), nameOf(kind));
    } catch (error) {
      showToast(() => `${words().saveFailed}: ${sentence(toCodedError(error))}`);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape is handled here; the buttons are inside.
    <div
      class="save-menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open()) return;
        event.stopPropagation();
        setOpen(false);
        box?.querySelector('button')?.focus();
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && !box?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button kind="ghost" aria-expanded={open()} aria-controls={id} onClick={() => setOpen(!open())}>
        {words().save}
      </Button>
      <div class="choices-of-file" id={id} hidden={!open()}>
        <Show when={props.charts() !== null}>
          <Button kind="ghost" onClick={() => void save('png')}>
            {words().saveAs.png}
          </Button>
          <Button kind="ghost" onClick={() => void save('svg')}>
            {words().saveAs.svg}
          </Button>
        </Show>
        <Button kind="ghost" onClick={() => void save('csv')}>
          {words().saveAs.csv}
        </Button>
      </div>
    </div>
  );
}
