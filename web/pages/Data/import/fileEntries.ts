import { useNavigate } from '@solidjs/router';
import { onCleanup, onMount } from 'solid-js';
import { dataWords } from '../../../i18n/dataWords';
import { receiveFiles } from '../../../stores/incomingFiles';

/** Ways into the Data page besides its drop zone: pasting anywhere on it, and text that was typed. */
export function createFileEntries(): { takeFiles: (files: readonly File[]) => void; takeText: (text: string) => void } {
  const navigate = useNavigate();
  const takeFiles = (files: readonly File[]) => {
    if (receiveFiles(files) === '/models') navigate('/models');
  };
  // Without an extension, the text itself distinguishes a table from lines.
  const takeText = (text: string) => {
    if (text.trim() !== '') takeFiles([new File([text], dataWords().paste.fileName)]);
  };

  const onPaste = (event: ClipboardEvent) => {
    if (isEditable(event.target) || event.clipboardData === null) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    // Spreadsheets add a picture of the cells to their text.
    if (text.trim() !== '') takeText(text);
    else takeFiles(files);
    event.preventDefault();
  };
  onMount(() => {
    document.addEventListener('paste', onPaste);
  });
  onCleanup(() => {
    document.removeEventListener('paste', onPaste);
  });
  return { takeFiles, takeText };
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
