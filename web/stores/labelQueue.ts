import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { isHeldOut } from '../rows/labelOrder';
import { labelRows, labelsEdited, onEdit } from './edits';
import { readRows } from './rowActions';
import { type LabelQueue, queueToLabel } from './scoring';

/** Bytes of a comment that are shown. */
const CLIP_BYTES = 20_000;
/** Comments that are read ahead. */
const AHEAD = 20;

export interface LabellingComment {
  readonly row: number;
  readonly text: string;
  /** It was drawn at random, to measure the model against. */
  readonly heldOut: boolean;
}

export interface Labelling {
  /** The comment to label now; null: there is none left; undefined: it is not known yet. */
  readonly comment: Accessor<LabellingComment | null | undefined>;
  /** Comments labelled on this visit, and all that there were to label at its beginning. */
  readonly answered: Accessor<number>;
  readonly total: Accessor<number>;
  readonly skipped: Accessor<number>;
  /** Of the held-out comments that have a label by now, how many there are, and how often the model agrees. */
  readonly agreement: Accessor<{ readonly rows: number; readonly agreed: number }>;
  /** 0 to 1 while the comments are being ordered; null: they are, or it was stopped, or it failed. */
  readonly ordering: Accessor<number | null>;
  /** The ordering was stopped: there is no comment until `retry`. */
  readonly stopped: Accessor<boolean>;
  stop(): void;
  readonly error: Accessor<CodedError | null>;
  /** Labels the comment; does nothing while it is not known, so that none is labelled unseen. */
  answer(label: 0 | 1): Promise<void>;
  skip(): void;
  /** Goes back to the comment before, whose label is taken off again if it was given one. */
  back(): Promise<void>;
  readonly canGoBack: Accessor<boolean>;
  /** Goes through what was skipped. */
  restart(): void;
  retry(): void;
}

/**
 * Labels what has no label, in the order of how unsure the model is of it. Answers are ordinary edits of the dataset:
 * an undo anywhere brings the comment back.
 *
 * @param label which label of the dataset, by its position in `labelsOf`.
 */
export function createLabelling(
  datasetId: Accessor<string>,
  modelId: Accessor<string | undefined>,
  label: Accessor<number> = () => 0,
): Labelling {
  const [queue, setQueue] = createSignal<LabelQueue | null>(null);
  const [ordering, setOrdering] = createSignal<number | null>(0);
  const [stopped, setStopped] = createSignal(false);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [asked, setAsked] = createSignal(0);
  const [place, setPlace] = createSignal(0);
  const [answers, setAnswers] = createSignal<ReadonlyMap<number, 0 | 1>>(new Map());
  /** Places that were left, the last one last. */
  const [left, setLeft] = createSignal<readonly number[]>([]);
  const [texts, setTexts] = createSignal<ReadonlyMap<number, string>>(new Map());
  const places = createMemo(() => new Map(Array.from(queue()?.rows ?? [], (row, at) => [row, at] as const)));
  let running = new AbortController();

  const order = async (id: string, model: string, of: number) => {
    running.abort();
    const mine = new AbortController();
    running = mine;
    setQueue(null);
    setOrdering(0);
    setError(null);
    setStopped(false);
    try {
      const found = await queueToLabel(
        model,
        id,
        of,
        (share) => mine.signal.aborted || setOrdering(share),
        mine.signal,
      );
      if (mine.signal.aborted) return;
      setAnswers(new Map());
      setLeft([]);
      setPlace(0);
      setQueue(found);
    } catch (failure) {
      if (!mine.signal.aborted && !isAbort(failure)) setError(toCodedError(failure));
    } finally {
      if (running === mine) setOrdering(null);
    }
  };
  createEffect(
    on([datasetId, modelId, label, asked], ([id, model, of]) => {
      if (model !== undefined) void order(id, model, of);
    }),
  );
  onCleanup(() => running.abort());

  /** The next place from `from` on whose comment has no label. */
  const nextOpen = (from: number) => {
    const rows = queue()?.rows ?? [];
    let at = from;
    while (at < rows.length && answers().has(rows[at])) at++;
    return at;
  };

  onCleanup(
    onEdit(({ edit, info }) => {
      const edited = labelsEdited(edit);
      if (info.id !== datasetId() || edited?.label !== label()) return;
      const next = new Map(answers());
      let reopened: number | undefined;
      edited.rows.forEach((row, i) => {
        const at = places().get(row);
        if (at === undefined) return;
        const value = edited.values[i];
        if (value === 0 || value === 1) next.set(row, value);
        else if (next.delete(row)) reopened = at;
      });
      setAnswers(next);
      if (reopened === undefined) setPlace((at) => nextOpen(at));
      else {
        const back = reopened;
        setLeft((all) => all.filter((at) => at !== back));
        setPlace(back);
      }
    }),
  );

  const row = createMemo(() => queue()?.rows[place()]);
  let reads = 0;
  /** An answer that was overtaken lacks the comment that is on screen by now. */
  const read = async (id: string, from: number) => {
    const mine = ++reads;
    const wanted = (queue()?.rows ?? new Uint32Array(0)).slice(from, from + AHEAD);
    try {
      const views = await readRows(id, wanted, CLIP_BYTES);
      if (mine === reads && id === datasetId()) {
        setTexts(new Map(views.map((view) => [view.row, view.text] as const)));
      }
    } catch (failure) {
      if (mine === reads && id === datasetId()) setError(toCodedError(failure));
    }
  };
  // Also when comments arrive that were asked for from another place.
  createEffect(
    on([row, datasetId, texts], ([now, id, known]) => {
      if (now !== undefined && !known.has(now)) void read(id, place());
    }),
  );

  const comment = createMemo((): LabellingComment | null | undefined => {
    const now = row();
    if (now === undefined) return queue() === null ? undefined : null;
    const text = texts().get(now);
    return text === undefined ? undefined : { row: now, text, heldOut: isHeldOut(now) };
  });
  const agreement = createMemo(() => {
    const ordered = queue();
    let { rows, agreed } = ordered?.measured ?? { rows: 0, agreed: 0 };
    for (const [answered, label] of answers()) {
      const at = places().get(answered);
      if (at === undefined || !isHeldOut(answered)) continue;
      rows++;
      if (ordered?.labels[at] === label) agreed++;
    }
    return { rows, agreed };
  });
  const leave = (at: number) => setLeft((all) => [...all, at]);

  return {
    comment,
    answered: () => answers().size,
    total: () => queue()?.rows.length ?? 0,
    skipped: () => left().filter((at) => !answers().has(queue()?.rows[at] ?? -1)).length,
    agreement,
    ordering,
    stopped,
    stop() {
      if (ordering() === null) return;
      running.abort();
      setOrdering(null);
      setStopped(true);
    },
    error,
    async answer(given) {
      const now = comment();
      if (!now) return;
      const [ordered, at] = [queue(), place()];
      await labelRows(datasetId(), Uint32Array.of(now.row), given, label());
      // Not if it failed: the comment is still to be labelled. Places are of one order.
      if (queue() === ordered) leave(at);
    },
    skip() {
      if (!comment()) return;
      leave(place());
      setPlace((at) => nextOpen(at + 1));
    },
    async back() {
      const last = left().at(-1);
      if (last === undefined) return;
      const row = queue()?.rows[last];
      // Not an undo of the dataset's last edit: that may be another tab's.
      if (row !== undefined && answers().has(row)) await labelRows(datasetId(), Uint32Array.of(row), null, label());
      else {
        setLeft((all) => all.slice(0, -1));
        setPlace(last);
      }
    },
    canGoBack: () => left().length > 0,
    restart() {
      setLeft([]);
      setPlace(nextOpen(0));
    },
    retry: () => setAsked((times) => times + 1),
  };
}
