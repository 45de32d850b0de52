import type { JSX } from 'solid-js';

/**
 * Text written by people, in the serif face. With `offensive` it is blurred while the blur switch is on (a rule of the
 * stylesheet, see content.css), and shown on hover or focus.
 */
export function UserText(props: { children: JSX.Element; offensive?: boolean }) {
  return (
    <span
      class="user-text"
      dir="auto"
      classList={{ offensive: props.offensive === true }}
      tabindex={props.offensive ? 0 : undefined}
    >
      {props.children}
    </span>
  );
}
