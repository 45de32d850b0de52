import { type JSX, Show, splitProps } from 'solid-js';
import { Icon, type IconName } from './Icon';

/** `main` is the one thing to do on a page; `ghost` is quiet; `danger` deletes something. */
export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'main' | 'ghost' | 'danger';
  icon?: IconName;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['kind', 'icon', 'class', 'children']);
  return (
    <button type="button" {...rest} class={`btn ${own.kind ?? ''} ${own.class ?? ''}`}>
      <Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>
      {own.children}
    </button>
  );
}

/** A button that is only an icon; `label` is its name for everyone who does not see it, and its tooltip. */
export function IconButton(props: { icon: IconName; label: string; onClick: () => void; kind?: ButtonProps['kind'] }) {
  return (
    <Button
      kind={props.kind ?? 'ghost'}
      class="icon-only"
      aria-label={props.label}
      title={props.label}
      onClick={() => props.onClick()}
    >
      <Icon name={props.icon} />
    </Button>
  );
}
