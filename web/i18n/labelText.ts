import { t } from '.';

/** The display name of a label column, if its name is a common one; else its name. */
export function labelText(name: string): string {
  const known: Readonly<Record<string, string>> = t().models.labelNames;
  return Object.hasOwn(known, name) ? known[name] : name;
}
