import { createMemo } from 'solid-js';
import { type ComparedFigures, compared, comparedRequest } from '../../stores/comparison';
import { everyModel } from '../../stores/modelChoice';
import { keepSame } from './keepSame';

/** A model that has been measured: its place among those asked for decides its line in every chart. */
export interface ShownModel {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly figures: ComparedFigures;
  /** Bytes of its file; null for a model that is no longer here. */
  readonly bytes: number | null;
  /** Milliseconds that its training took; null where that is not known, as of one that was imported. */
  readonly trainedMs: number | null;
}

/**
 * The models measured so far. A model stays the same object, and the list the same list, while nothing about them
 * changes: each part of a comparison that arrives would draw all charts anew. Call it in a component.
 */
export function createShownModels(): () => readonly ShownModel[] {
  return createMemo<readonly ShownModel[]>((before) => {
    const asked = comparedRequest()?.models ?? [];
    const shown = compared().models.flatMap((figures, at): ShownModel[] => {
      if (figures === undefined || asked[at] === undefined) return [];
      const { id, name } = asked[at];
      const record = everyModel().find((model) => model.id === id);
      return [{ at, id, name, figures, bytes: record?.bytes ?? null, trainedMs: record?.trainedMs ?? null }];
    });
    return keepSame(before, shown);
  }, []);
}
