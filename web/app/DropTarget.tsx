import { useNavigate } from '@solidjs/router';
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { droppedFiles } from '../components/droppedFiles';
import { Icon } from '../components/Icon';
import { t } from '../i18n';
import { receiveDropped, tableTaker } from '../stores/incomingFiles';
import { showToast } from '../stores/toasts';
import { carriedFiles, type DropPlan } from './dropPlan';

/**
 * The whole window takes files: whatever is dropped goes to the page that handles it. While files are above the window,
 * it says what will happen. A place that takes files itself (DropZone) comes first, and then this says nothing.
 */
export function DropTarget() {
  const navigate = useNavigate();
  const [plan, setPlan] = createSignal<DropPlan | null>(null);
  const onDragOver = (event: DragEvent) => {
    const carried = carriedFiles(event.dataTransfer, tableTaker() ?? 'data');
    setPlan(event.defaultPrevented ? null : carried);
    // Also where a place inside has answered: the browser must not open the file instead of the app.
    if (carried !== null) event.preventDefault();
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setPlan(null); // out of the window
  };
  const onDrop = (event: DragEvent) => {
    setPlan(null);
    if (event.defaultPrevented || carriedFiles(event.dataTransfer) === null) return;
    event.preventDefault();
    const { files, folders } = droppedFiles(event.dataTransfer);
    if (folders) showToast(() => t().common.drop.folder);
    const route = receiveDropped(files);
    if (route !== null) navigate(route);
  };
  onMount(() => {
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
  });
  onCleanup(() => {
    window.removeEventListener('dragover', onDragOver);
    window.removeEventListener('dragleave', onDragLeave);
    window.removeEventListener('drop', onDrop);
  });
  return (
    <Show when={plan()}>
      {(shown) => (
        // Dragging needs eyes and a pointer; files are chosen by keyboard with the buttons of the pages.
        <div class="drop-target" aria-hidden="true">
          <div class="drop-target-sheet">
            <h2>{t().common.drop.title(shown().files)}</h2>
            <ul>
              <For each={shown().routes}>
                {(route) => (
                  <li>
                    <Icon name={route} />
                    <span>{t().common.drop[route]}</span>
                  </li>
                )}
              </For>
            </ul>
          </div>
        </div>
      )}
    </Show>
  );
}
