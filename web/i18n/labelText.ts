import { t } from '.';

/** What a label column is called in words, where its name is one that data sets share; else its name. */
export function labelText(name: string): string {
  const known: Readonly<Record<string, string>> = t().models.labelNames;
  return Object.hasOwn(known, name) ? known[name] : name;
}
