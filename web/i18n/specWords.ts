import type { PipelineSpec } from '#shared/spec/pipelineSpec';

/** The texts of one setting in a form. */
interface Words {
  readonly label: string;
  /** What it does, for somebody who meets it for the first time. */
  readonly help?: string;
}

/** The texts of a setting with named choices. */
interface ChoiceWords<Value extends string> extends Words {
  readonly options: { readonly [V in Value]: string };
}

type Atom = string | number | boolean | null;

type WordsOf<Settings> = {
  readonly [K in keyof Settings]-?: [Settings[K]] extends [string]
    ? ChoiceWords<Settings[K]>
    : [Settings[K]] extends [Atom | readonly Atom[]]
      ? Words
      : Settings[K] extends readonly (infer Item)[]
        ? WordsOf<Item>
        : WordsOf<Settings[K]>;
};

type Rule = Extract<PipelineSpec['threshold'], { readonly rule: string }>['rule'];

/** The threshold: the default, a number, or a rule that picks one. */
interface ThresholdWords extends ChoiceWords<'standard' | 'fixed' | Rule> {
  /** The name of the number next to the choice. */
  readonly values: { readonly [V in Exclude<Rule, 'maxF1'> | 'fixed']: string };
}

/** The words to ignore: none, a language's list, both, or typed by hand. */
interface StopWordsWords extends ChoiceWords<Extract<PipelineSpec['text']['stopWords'], string> | 'own'> {
  /** What the list typed by hand is called, and how it is typed. */
  readonly own: Words;
}

/**
 * Words for every setting of a pipeline, nested as the spec is: a new setting, or a new choice of one, does not compile
 * before it has a name. (`label` is chosen with the dataset.)
 */
export type SpecWords = WordsOf<Omit<PipelineSpec, 'label' | 'threshold' | 'text'>> & {
  readonly text: WordsOf<Omit<PipelineSpec['text'], 'stopWords'>> & { readonly stopWords: StopWordsWords };
  readonly threshold: ThresholdWords;
};
