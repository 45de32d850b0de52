import type { JSX } from 'solid-js';
import { t } from '../i18n';

/** A class, always as colour, shape and word together: other is a blue circle, toxic a vermilion square. */
export function ClassMark(props: { kind: 'toxic' | 'other' | 'unlabelled'; children?: JSX.Element }) {
  const name = () => (props.kind === 'toxic' ? t().common.toxic : props.kind === 'other' ? t().common.other : '');
  return <span class={`class-mark is-${props.kind}`}>{props.children ?? name()}</span>;
}
