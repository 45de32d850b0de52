import type { ClassKey } from '#shared/eda/report';

/** The name of a class as part of a style sheet's names: `is-toxic`, `fill-toxic` ... */
export const CLASS_STYLE = { '0': 'other', '1': 'toxic', unlabelled: 'unlabelled' } as const satisfies Record<
  ClassKey,
  string
>;
