import type { JSX } from 'solid-js';

/**
 * What a person wrote, in the serif. With `offensive` it is blurred while the blur switch is on (a rule of the
 * stylesheet, see content.css), and pointing at it or focusing it reads it.
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
