import { createMemo } from 'solid-js';
import { type ComparedFigures, compared, comparedRequest } from '../../stores/comparison';

/** A model that has been measured: its place among those asked for decides its line in every chart. */
export interface ShownModel {
  readonly at: number;
  readonly id: string;
  readonly name: string;
  readonly figures: ComparedFigures;
}

/** The models measured so far. Call it in a component. */
export function createShownModels(): () => readonly ShownModel[] {
  return createMemo(() => {
    const asked = comparedRequest()?.models ?? [];
    return compared().models.flatMap((figures, at) =>
      figures === undefined || asked[at] === undefined ? [] : [{ at, id: asked[at].id, name: asked[at].name, figures }],
    );
  });
}
