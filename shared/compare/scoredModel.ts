/** One model's answers about the rows of a comparison. Every array has one entry per row, in the same order. */
export interface ScoredModel {
  readonly name: string;
  /** Scores from which the model flags: its own cut, or another that was chosen. */
  readonly threshold: number;
  /** Decision function; any monotone score. */
  readonly scores: Float64Array<ArrayBuffer>;
  /** Of the positive class; null for a model whose scores are no probabilities. */
  readonly probability: Float64Array<ArrayBuffer> | null;
}

/** The rows of one model and their labels, when rows of no label or of the training data have been left out. */
export interface JudgedRows {
  /** Shape (n,); 1 is positive, 0 negative. */
  readonly truth: Uint8Array<ArrayBuffer>;
  readonly models: readonly ScoredModel[];
}

/**
 * Keeps the rows that `keep` names, of the labels and of every model.
 * @param rows row numbers, any order.
 */
export function takeRows({ truth, models }: JudgedRows, rows: Uint32Array): JudgedRows {
  const take = (values: Float64Array) => {
    const taken = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
    return taken;
  };
  const kept = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) kept[i] = truth[rows[i]];
  return {
    truth: kept,
    models: models.map((model) => ({
      ...model,
      scores: take(model.scores),
      probability: model.probability && take(model.probability),
    })),
  };
}
