import { language } from '../i18n';
import { defaults } from './defaults';
import { type ModelRecord, models } from './models';
import { pinned, setPinned } from './settings';
import { writtenIn } from './writtenIn';

/*
 * Which model is used in Predict: the one that a person pinned, else the recommended one of the text's language, else
 * (where none comes with the app) the newest.
 */

const DEFAULT = 'default:';

/** What a model is pinned as: a default model by its name, so that a newer app's replaces it; an own one by its id. */
export function pinOf(model: ModelRecord): string {
  return model.shipped ? `${DEFAULT}${model.shipped.name}` : model.id;
}

/** Pins a model; null leaves the choice to the text. */
export function pinModel(model: ModelRecord | null): void {
  setPinned(model === null ? null : pinOf(model));
}

/** The model that is pinned and here. */
export function pinnedModel(): ModelRecord | undefined {
  const pin = pinned();
  return pin === null ? undefined : everyModel().find((model) => pinOf(model) === pin);
}

/** Own models, the newest first, then those that come with the app. */
export function everyModel(): ModelRecord[] {
  return [...(models() ?? []), ...(defaults() ?? [])];
}

/** The model for `text`; undefined while it is not known, or if there is none at all. */
export function modelFor(text: string): ModelRecord | undefined {
  const pin = pinnedModel();
  if (pin) return pin;
  const known = defaults();
  if (known === undefined || (pinned() !== null && models() === undefined)) return undefined;
  const wanted = writtenIn(text) ?? language();
  const recommended = known.filter(({ shipped }) => shipped.recommended);
  return recommended.find(({ shipped }) => shipped.language === wanted) ?? recommended[0] ?? models()?.[0];
}
