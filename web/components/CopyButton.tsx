import { createSignal } from 'solid-js';
import { t } from '../i18n';
import { Button } from './Button';

/** Copies `text` to the clipboard and confirms it. `label` names what is copied. */
export function CopyButton(props: { text: string; label: string }) {
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <>
      <Button kind="ghost" icon="copy" class="slim" aria-label={props.label} onClick={() => void copy()}>
        {copied() ? t().common.copied : t().common.copy}
      </Button>
      <span class="hidden" role="status">
        {copied() ? t().common.copied : ''}
      </span>
    </>
  );
}
