import { type JSX, Show } from 'solid-js';
import { t } from '../i18n';
import { IconButton } from './Button';
import { Icon } from './Icon';

/**
 * Something to know: `info`, `warn` (read before going on) or `error` (what happened, what is safe, what to do).
 * Screen readers hear an error at once and the others when they pause. `actions` are buttons.
 */
export function Notice(props: {
  kind?: 'info' | 'warn' | 'error';
  title?: string;
  children: JSX.Element;
  actions?: JSX.Element;
  onDismiss?: () => void;
}) {
  const kind = () => props.kind ?? 'info';
  return (
    <div class={`notice ${kind()}`} role={kind() === 'error' ? 'alert' : 'status'}>
      <Icon name={kind()} />
      <div>
        <Show when={props.title}>
          <strong>{props.title}</strong>
        </Show>
        <div>{props.children}</div>
        <Show when={props.actions}>
          <div class="actions">{props.actions}</div>
        </Show>
      </div>
      <Show when={props.onDismiss}>
        {(dismiss) => <IconButton icon="close" label={t().common.dismiss} onClick={() => dismiss()()} />}
      </Show>
    </div>
  );
}
