import { createMemo, createSignal, Show } from 'solid-js';
import { type Contribution, Contributions } from '../../charts/Contributions';
import { Button } from '../../components/Button';
import { isFunctional } from '../../components/rude/functionWords';
import { isRude } from '../../components/rude/isRude';
import { Sheet } from '../../components/Sheet';
import { t } from '../../i18n';
import { surfaceName } from '../../i18n/surfaceNames';
import type { ModelRecord } from '../../stores/models';
import type { Answer } from '../../stores/scoring';
import { Flip } from './Flip';

const FEW = 8;
/** A term with this share of the largest contribution is one the blur switch hides, if it has a meaning of its own. */
const OFFENSIVE = 0.25;

/** What decides, and the rest in one line, so that the numbers add up to the score. */
export function Why(props: { text: string; answer: Answer; model: ModelRecord; title?: string }) {
  const [all, setAll] = createSignal(false);
  const ofSurface = () => props.model.manifest.spec.features.every(({ kind }) => kind === 'surface');
  const terms = () => props.answer.reasons;
  const shown = () => (all() ? terms().length : Math.min(terms().length, FEW));

  const rows = createMemo((): Contribution[] => {
    const { bias } = props.answer;
    const largest = Math.abs(terms()[0]?.contribution ?? 0);
    const listed = terms()
      .slice(0, shown())
      .map(({ term, contribution }) => ({
        name: ofSurface() ? surfaceName(term) : term,
        contribution,
        userText: !ofSurface(),
        faint: false,
        offensive: !ofSurface() && (isRude(term) || (contribution > OFFENSIVE * largest && !isFunctional(term))),
      }));
    const hidden = terms().slice(shown());
    const rest = props.answer.rest.count + hidden.length;
    const sum = hidden.reduce((total, { contribution }) => total + contribution, props.answer.rest.sum);
    const others = { name: t().predict.rest(rest), contribution: sum, userText: false, offensive: false };
    const start = { name: t().predict.bias, contribution: bias, userText: false, offensive: false };
    return rest > 0 ? [...listed, others, start] : [...listed, start];
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
      <Show when={terms().length > FEW}>
        <Button kind="ghost" class="flush" aria-expanded={all()} onClick={() => setAll(!all())}>
          {all() ? t().predict.showFewer : t().predict.showAll(terms().length)}
        </Button>
      </Show>
      <Flip text={props.text} answer={props.answer} model={props.model} />
    </Sheet>
  );
}
