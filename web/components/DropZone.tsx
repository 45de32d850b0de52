import { createSignal, type JSX, Show } from 'solid-js';
import { t } from '../i18n';
import { Button } from './Button';
import { droppedFiles } from './droppedFiles';

/**
 * A place for files: press, keyboard or drag. `accept` is a list as in <input accept>, e.g. ".csv,.tsv,text/csv";
 * dropped files are not filtered by it, so that the reader can report what is wrong with one.
 */
export function DropZone(props: {
  accept: string;
  onFiles: (files: File[]) => void;
  action?: string;
  children?: JSX.Element;
  /** Controls next to the button, for other ways to add something. */
  also?: JSX.Element;
  multiple?: boolean;
  disabled?: boolean;
  slim?: boolean;
  main?: boolean;
}) {
  const [over, setOver] = createSignal(false);
  let input: HTMLInputElement | undefined;
  const [folder, setFolder] = createSignal(false);
  const emit = (files: File[]) => {
    if (files.length > 0 && !props.disabled) props.onFiles(props.multiple ? files : files.slice(0, 1));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same.
    <div
      class="drop"
      classList={{ over: over(), slim: props.slim === true }}
      onDragOver={(event) => {
        event.preventDefault(); // also while disabled: the browser must not open the file in place of the app
        setOver(!props.disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const { files, folders } = droppedFiles(event.dataTransfer);
        setFolder(folders);
        emit(files);
      }}
    >
      <Show when={props.children}>
        <div>{props.children}</div>
      </Show>
      <Button
        kind={props.main ? 'main' : undefined}
        icon="file"
        disabled={props.disabled}
        onClick={() => input?.click()}
      >
        {props.action ?? t().common.chooseFile}
      </Button>
      {props.also}
      <span class="quiet">{t().common.dropHere}</span>
      <Show when={folder()}>
        <p class="bad" role="alert">
          {t().common.drop.folder}
        </p>
      </Show>
      <input
        ref={input}
        hidden
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        onChange={(event) => {
          setFolder(false);
          emit([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = ''; // Choosing the same file again is a choice too.
        }}
      />
    </div>
  );
}
