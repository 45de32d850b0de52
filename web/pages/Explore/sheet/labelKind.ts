import type { ClassKey } from '#shared/eda/section/classes';

/** How a comment's label is marked. */
export function labelKind(label: 0 | 1 | null): 'toxic' | 'other' | 'unlabelled' {
  return label === null ? 'unlabelled' : label === 1 ? 'toxic' : 'other';
}

/** The class of a comment with this label. */
export function classKeyOf(label: 0 | 1 | null): ClassKey {
  return label === null ? 'unlabelled' : label === 1 ? '1' : '0';
}
