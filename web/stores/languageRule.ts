import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { ModelLanguage } from '#shared/text/language/modelLanguage';
import type { Written } from '#shared/text/language/written';

/*
 * The rule by which the language of a text chooses its model: the same as the runner's (shared/text/language). Its
 * tables are fetched at the first text, so that the page does not wait for them.
 */

interface Rule {
  readonly writtenIn: (bytes: Uint8Array) => Written;
  readonly modelLanguageOf: (written: Written, fallback: ModelLanguage) => ModelLanguage | null;
}

const [rule, setRule] = createSignal<Rule | null>(null);
const [languageRuleError, setError] = createSignal<CodedError | null>(null);

/** Why the rule could not be fetched, or null. */
export { languageRuleError };

let loading: Promise<void> | null = null;

/** Fetches the rule, unless it is here. */
export function loadLanguageRule(): Promise<void> {
  loading ??= fetchRule().finally(() => {
    if (rule() === null) loading = null;
  });
  return loading;
}

async function fetchRule(): Promise<void> {
  try {
    const [{ writtenIn }, { modelLanguageOf }] = await Promise.all([
      import('#shared/text/language/written'),
      import('#shared/text/language/modelLanguage'),
    ]);
    setRule({ writtenIn, modelLanguageOf });
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
  }
}

const encoder = new TextEncoder();
/** UTF-16 code units that are looked at: `writtenIn` reads no more than 2,048 bytes. */
const LOOKED_AT = 2048;

/** What a text is written in, and whose model reads it. */
export interface TextChoice {
  /** A BCP 47 tag; `und`: undetermined. */
  readonly written: string;
  /** Null where no model that comes with the app reads the language. */
  readonly model: ModelLanguage | null;
}

/** What `text` is written in; undefined until the rule is here, which the first text with letters asks for. */
export function languageOfText(text: string, fallback: ModelLanguage): TextChoice | undefined {
  const beginning = text.slice(0, LOOKED_AT);
  if (!/\p{L}/u.test(beginning)) return { written: 'und', model: fallback };
  const known = rule();
  if (known === null) {
    if (languageRuleError() === null) void loadLanguageRule();
    return undefined;
  }
  const written = known.writtenIn(encoder.encode(beginning));
  return { written: written.language, model: known.modelLanguageOf(written, fallback) };
}
