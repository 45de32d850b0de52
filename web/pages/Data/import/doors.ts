import { useNavigate } from '@solidjs/router';
import { onCleanup, onMount } from 'solid-js';
import { t } from '../../../i18n';
import { receiveFiles } from '../../../stores/incomingFiles';

/** The doors of the Data room that are open all over it: files dropped beside the place for them, and pasting. */
export function createDoors(): { takeFiles: (files: readonly File[]) => void; takeText: (text: string) => void } {
  const navigate = useNavigate();
  const takeFiles = (files: readonly File[]) => {
    if (receiveFiles(files) === '/models') navigate('/models');
  };
  // Without an ending the name says nothing, and the text itself tells a table from lines.
  const takeText = (text: string) => {
    if (text.trim() !== '') takeFiles([new File([text], t().data.paste.fileName)]);
  };

  const onPaste = (event: ClipboardEvent) => {
    if (isEditable(event.target) || event.clipboardData === null) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    // Spreadsheets put a picture of the cells beside their text.
    if (text.trim() !== '') takeText(text);
    else takeFiles(files);
    event.preventDefault();
  };
  const allowDrop = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const onDrop = (event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    takeFiles([...event.dataTransfer.files]);
  };
  onMount(() => {
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', allowDrop);
    document.addEventListener('drop', onDrop);
  });
  onCleanup(() => {
    document.removeEventListener('paste', onPaste);
    document.removeEventListener('dragover', allowDrop);
    document.removeEventListener('drop', onDrop);
  });
  return { takeFiles, takeText };
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
