import { createMemo, createSignal, Show } from 'solid-js';
import { type Contribution, Contributions } from '../../charts/Contributions';
import { Button } from '../../components/Button';
import { Sheet } from '../../components/Sheet';
import { t } from '../../i18n';
import type { Explanation } from '../../stores/scoring';

const FEW = 8;
const MANY = 200;
/** A term with this share of the largest contribution is one the blur switch hides. */
const OFFENSIVE = 0.25;

/** The terms that decide, and the rest in one line, so that the numbers add up to the score. */
export function Why(props: { answer: Explanation; title?: string }) {
  const [all, setAll] = createSignal(false);
  const shown = () => Math.min(props.answer.terms.length, all() ? MANY : FEW);

  const rows = createMemo((): Contribution[] => {
    const { terms, bias } = props.answer;
    const largest = Math.abs(terms[0]?.contribution ?? 0);
    const listed = terms.slice(0, shown()).map(({ term, contribution }) => ({
      name: visibleSpaces(term),
      contribution,
      said: true,
      offensive: contribution > OFFENSIVE * largest,
    }));
    const rest = terms.slice(shown());
    const sum = rest.reduce((total, { contribution }) => total + contribution, 0);
    const others = { name: t().predict.rest(rest.length), contribution: sum, said: false, offensive: false };
    const start = { name: t().predict.bias, contribution: bias, said: false, offensive: false };
    return rest.length > 0 ? [...listed, others, start] : [...listed, start];
  });

  return (
    <Sheet title={props.title ?? t().predict.why}>
      <Contributions
        rows={rows()}
        caption={t().predict.whyCaption}
        nameHead={t().predict.term}
        valueHead={t().predict.adds}
      />
      <p class="quiet sum">{t().predict.sum(props.answer.score, props.answer.threshold)}</p>
      <Show when={props.answer.terms.length > FEW}>
        <Button kind="ghost" class="flush" aria-expanded={all()} onClick={() => setAll(!all())}>
          {all() ? t().predict.showFewer : t().predict.showAll(Math.min(props.answer.terms.length, MANY))}
        </Button>
      </Show>
    </Sheet>
  );
}

/** Spaces at the ends of a character n-gram are part of it. */
function visibleSpaces(term: string): string {
  return term.replace(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length));
}
