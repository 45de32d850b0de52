import { For } from 'solid-js';
import { Button } from '../../components/Button';
import { t } from '../../i18n';
import { setDraftText } from '../../stores/draft';

/** For an empty page: comments that a press puts into the editor. */
export function Examples() {
  const words = () => t().predict.examples;
  // The button goes away with the press: the focus moves to the text.
  const write = (example: string, from: HTMLElement) => {
    const editor = from.closest('main')?.querySelector<HTMLTextAreaElement>('.writing textarea');
    setDraftText(example);
    editor?.focus();
  };
  return (
    <div class="row">
      <span class="quiet">{words().label}</span>
      <For each={words().texts}>
        {(example) => (
          <Button kind="ghost" class="example" onClick={(event) => write(example, event.currentTarget)}>
            {example}
          </Button>
        )}
      </For>
    </div>
  );
}
