/** Why a cell of a label column gives no label. */
export type LabelRefusal =
  | 'label-blank'
  | 'label-minus-one'
  | 'label-not-understood'
  /** The value was set to be left out, or says that nobody knew. */
  | 'label-left-out'
  /** As many judgements for toxic as against it. */
  | 'label-tied';

/** What a value of a label column means: a person's choice, or a guess by known words. */
export type Meaning = 'toxic' | 'notToxic' | 'leaveOut';

/** `ask`: nobody can know but the person. */
export type GuessedMeaning = Meaning | 'ask';

/** From which number on a comment is toxic. */
export interface Cut {
  readonly at: number;
  /** `from`: numbers of at least `at` are toxic. `below`: numbers under it are. */
  readonly toxic: 'from' | 'below';
}

/** How several label columns make one label; blank cells have no vote. */
export type Combination =
  | { readonly rule: 'any' }
  | { readonly rule: 'majority' }
  | { readonly rule: 'atLeast'; readonly votes: number }
  /** Toxic from the cut on; with `below`, under it, whatever the columns' names say of their numbers. */
  | { readonly rule: 'mean'; readonly cut: number; readonly toxic?: 'below' };

/** What a person decided about the values of the labels; what is left out is guessed. */
export interface LabelChoices {
  /** By value, as the file writes it; compared by `plainValue`. */
  readonly meanings?: Readonly<Record<string, Meaning>>;
  /** Of every value that is neither in `meanings` nor blank. */
  readonly others?: Meaning;
  /** Numbers are cut here, whatever they are. */
  readonly cut?: Cut;
  /** True: a 1, a yes, a high number is not toxic. False: it is, whatever the column's name says. */
  readonly inverted?: boolean;
  /** Of single columns, by name, in place of all of the above. */
  readonly columns?: Readonly<Record<string, Omit<LabelChoices, 'columns'>>>;
}

/** How the cells of a label column are read. */
export interface LabelScheme {
  /** What separates several judgements in one cell; null if a cell is one value (or a bracketed list). */
  readonly separator: string | null;
  /** By plain value. */
  readonly meanings: Readonly<Record<string, GuessedMeaning>>;
  /** Of numbers that are not in `meanings`. */
  readonly cut: Cut | null;
  /** Of every other value; null: known words decide. */
  readonly others: Meaning | null;
  /** A yes is not toxic, and a no is. */
  readonly inverted: boolean;
}

/** A value that a label column holds. */
export interface LabelValue {
  /** As the file writes it first. */
  readonly value: string;
  /** Rows. */
  readonly count: number;
  readonly meaning: GuessedMeaning;
}
