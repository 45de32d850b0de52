/** What the address of the Compare page holds, so that it can be kept and sent to oneself. */
export interface CompareAddress {
  /** Models by what they are pinned as: a name for those that come with the app, an id for others. */
  readonly models: readonly string[];
  readonly data: string | null;
  readonly part: string | null;
  readonly label: string | null;
  readonly column: string | null;
  readonly seen: boolean;
  readonly falseAlarm: number;
  readonly miss: number;
}

/** Lines that can still be told apart. */
export const MOST_MODELS = 6;

type Search = Readonly<Partial<Record<string, string | readonly string[]>>>;

/** Reads an address; what is missing or makes no sense has its default. */
export function parseAddress(search: Search): CompareAddress {
  const one = (key: string): string | null => {
    const value = search[key];
    const first = typeof value === 'string' ? value : value?.[0];
    return first === undefined || first === '' ? null : first;
  };
  const cost = (key: string) => {
    const text = one(key);
    const value = text === null ? Number.NaN : Number(text);
    return Number.isFinite(value) && value >= 0 ? value : 1;
  };
  const models = (one('models') ?? '').split(',').filter((pin) => pin !== '');
  return {
    models: [...new Set(models)].slice(0, MOST_MODELS),
    data: one('data'),
    part: one('part'),
    label: one('label'),
    column: one('column'),
    seen: one('seen') === '1',
    falseAlarm: cost('falseAlarm'),
    miss: cost('miss'),
  };
}

/** The address's parameters; defaults are left out. */
export function searchOf(address: CompareAddress): Record<string, string | undefined> {
  return {
    models: address.models.length > 0 ? address.models.join(',') : undefined,
    data: address.data ?? undefined,
    part: address.part ?? undefined,
    label: address.label ?? undefined,
    column: address.column ?? undefined,
    seen: address.seen ? '1' : undefined,
    falseAlarm: address.falseAlarm === 1 ? undefined : String(address.falseAlarm),
    miss: address.miss === 1 ? undefined : String(address.miss),
  };
}
