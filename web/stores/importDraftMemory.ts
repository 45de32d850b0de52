import * as v from 'valibot';
import { ENCODINGS } from '#shared/data/bytes/encodings';
import { CELL_ENCODINGS } from '#shared/data/cellEncoding';
import { DELIMITERS } from '#shared/data/delimited/dialect';
import { TEXT_FORMATS } from '#shared/data/formats/index';
import { REPEAT_RULES } from '#shared/data/repeats/repeatVotes';
import { readKept, writeKept } from './browserStorage';
import type { ReadChoices } from './datasets';

/*
 * What was chosen for files of a shape, so that the next file of that shape is read alike. Where it
 * cannot be kept, choices are made anew each time.
 */

/** What is remembered of the choices: how the file is cut up, its columns, what their values mean. */
export type RememberedChoices = Omit<ReadChoices, 'schemes' | 'entry' | 'labelColumn' | 'labelCut'>;

const KEY = 'moderato.readings';
/** Shapes that are remembered; the one used the longest ago is forgotten first. */
const SHAPES = 50;
/** A choice of more values than this is not remembered: localStorage holds some 5 MB in all. */
const MOST_CHARACTERS = 200_000;

const meaning = v.picklist(['toxic', 'notToxic', 'leaveOut']);
const finite = v.pipe(v.number(), v.finite());
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ofValues = {
  meanings: v.optional(v.record(v.string(), meaning)),
  others: v.optional(meaning),
  cut: v.optional(v.object({ at: finite, toxic: v.picklist(['from', 'below']) })),
  inverted: v.optional(v.boolean()),
};
const choicesSchema = v.object({
  textColumn: v.optional(position),
  labelColumns: v.optional(v.array(position)),
  combine: v.optional(
    v.variant('rule', [
      v.object({ rule: v.picklist(['any', 'majority']) }),
      v.object({ rule: v.literal('atLeast'), votes: position }),
      v.object({ rule: v.literal('mean'), cut: finite }),
    ]),
  ),
  label: v.optional(v.object({ ...ofValues, columns: v.optional(v.record(v.string(), v.object(ofValues))) })),
  format: v.optional(v.picklist(TEXT_FORMATS)),
  encoding: v.optional(v.picklist(ENCODINGS)),
  delimiter: v.optional(v.picklist(DELIMITERS)),
  header: v.optional(v.boolean()),
  skipLines: v.optional(position),
  replaceBadBytes: v.optional(v.boolean()),
  clean: v.optional(v.boolean()),
  quotes: v.optional(v.picklist(['csv', 'text'])),
  sheet: v.optional(v.string()),
  decode: v.optional(v.picklist([...CELL_ENCODINGS, 'none'])),
  repeats: v.optional(v.picklist(REPEAT_RULES)),
}) satisfies v.GenericSchema<unknown, RememberedChoices>;

const memorySchema = v.array(v.tuple([v.string(), choicesSchema]));
type Memory = readonly (readonly [shape: string, choices: RememberedChoices])[];

function read(): Memory {
  return readKept('localStorage', KEY, memorySchema) ?? [];
}

function write(memory: Memory): void {
  writeKept('localStorage', KEY, memory);
}

/** What was chosen for the last file of this shape; null if nothing was. */
export function recallChoices(shape: string): RememberedChoices | null {
  return read().find(([known]) => known === shape)?.[1] ?? null;
}

/** Remembers what was chosen for a file of this shape; where that is nothing, forgets what was. */
export function rememberChoices(shape: string, choices: ReadChoices): void {
  const { schemes, entry, labelColumn, labelCut, ...kept } = choices;
  const others = read().filter(([known]) => known !== shape);
  const chosen = Object.values(kept).some((choice) => choice !== undefined);
  const fits = JSON.stringify(kept).length <= MOST_CHARACTERS;
  write(chosen && fits ? [[shape, kept], ...others.slice(0, SHAPES - 1)] : others);
}

/** Forgets what was chosen for files of this shape. */
export function forgetChoices(shape: string): void {
  write(read().filter(([known]) => known !== shape));
}
