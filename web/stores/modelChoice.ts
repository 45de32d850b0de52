import { language } from '../i18n';
import { defaults, type ShippedModel } from './defaults';
import { languageOfText } from './languageRule';
import { type ModelRecord, models } from './models';
import { pinned, setPinned } from './settings';

/*
 * Which model is used in Predict: the one that a person pinned, else the recommended one of the text's language (none
 * for a language that no model reads), else (where none comes with the app) the newest.
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

/** The models that come with the app and answer for their language unless a person picks another. */
export function recommendedModels(): ShippedModel[] {
  return (defaults() ?? []).filter(({ shipped }) => shipped.recommended);
}

/** What answers where no model comes with the app: the newest own one. */
export function newestModel(): ModelRecord | undefined {
  return models()?.[0];
}

/** Which model answers for a text. */
export interface ModelChoice {
  /** Undefined where no model reads the language, and if there is no model at all. */
  readonly model: ModelRecord | undefined;
  /** The language that no model which comes with the app reads, as a BCP 47 tag; null otherwise. */
  readonly unread: string | null;
}

/** What is chosen for `text`; undefined while it is not known. */
export function choiceFor(text: string): ModelChoice | undefined {
  const pin = pinnedModel();
  if (pin) return { model: pin, unread: null };
  const known = defaults();
  if (known === undefined || (pinned() !== null && models() === undefined)) return undefined;
  const recommended = recommendedModels();
  // Without models that come with the app the newest own one answers, whatever the language.
  if (recommended.length === 0) return { model: newestModel(), unread: null };
  const choice = languageOfText(text, language());
  if (choice === undefined) return undefined;
  if (choice.model === null) return { model: undefined, unread: choice.written };
  return {
    model: recommended.find(({ shipped }) => shipped.language === choice.model) ?? recommended[0],
    unread: null,
  };
}

/**
 * The model for `text`; undefined while it is not known, if no model reads its language, and if there is none at all.
 */
export function modelFor(text: string): ModelRecord | undefined {
  return choiceFor(text)?.model;
}
