import { format } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import type { Finding } from './findings';

export interface Clause {
  readonly lead: string;
  /** The part to emphasise. */
  readonly strong: string;
  readonly rest: string;
}

/** A finding as a sentence; null for one that names words. */
export function clauseOf(finding: Finding): Clause | null {
  const words = exploreWords().finding;
  switch (finding.kind) {
    case 'few':
      return { lead: exploreWords().shortest.few(finding.toxic, finding.other), strong: '', rest: '' };
    case 'length': {
      const { how, toxic, other } = finding;
      if (how === 'same') return words.lengthSame(toxic, other);
      return how === 'clear'
        ? words.lengthClear(toxic < other, toxic, other)
        : words.lengthSmall(toxic < other, toxic, other);
    }
    case 'style':
      return words.style(finding.mark, finding.toxic > finding.other, finding.toxic, finding.other);
    case 'wordClass':
      return words.wordClass(finding.wordClass, finding.difference);
    case 'terms':
      return null;
  }
}

/** A finding as plain text. */
export function findingText(finding: Finding): string {
  const clause = clauseOf(finding);
  if (clause !== null) return `${clause.lead}${clause.strong}${clause.rest}`;
  const words = exploreWords().finding;
  const terms = finding.kind === 'terms' ? finding.terms : [];
  return terms.length === 0 ? words.termsNone : `${words.terms} ${format().list(terms)}.`;
}
