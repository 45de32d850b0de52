import { useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { Button } from '../../components/Button';
import { trainWords } from '../../i18n/trainWords';
import { defaults } from '../../stores/defaults';
import { pinModel } from '../../stores/modelChoice';
import type { ModelRecord } from '../../stores/models';
import { nextStep, type NextStep as Step } from '../../stores/trainForm/nextStep';
import { presetSpec } from '../../stores/trainForm/specForm';
import { choosePreset, facts, setForm } from '../../stores/trainForm/trainForm';
import { dismissTraining, type TrainingAdvice } from '../../stores/training';
import { goToSearch } from './goToSearch';

/** The one thing to do after a training that promises most, with what it may bring. */
export function NextStep(props: { model: ModelRecord; advice: TrainingAdvice | null }) {
  const words = () => trainWords().next;
  const navigate = useNavigate();
  const recommended = () => {
    const { label, validation, ...spec } = props.model.manifest.spec;
    const { label: _, validation: __, ...wanted } = presetSpec('recommended', facts());
    return JSON.stringify(spec) === JSON.stringify(wanted);
  };
  const step = (): Step =>
    nextStep({
      own: props.model.manifest.metrics?.[0] ?? null,
      bestCut: props.advice?.bestCut ?? null,
      halfCut: props.advice?.halfCut ?? null,
      other: props.advice?.other ?? null,
      recommended: recommended(),
    });
  const text = (): string => {
    const now = step();
    switch (now.kind) {
      case 'threshold':
        return words().threshold(now.to.recall, now.to.precision);
      case 'moreData':
        return words().moreData(props.model.manifest.rows);
      case 'tooFew':
        return words().tooFew(props.model.manifest.metrics?.[0]?.positives ?? 0, now.margin);
      default:
        return words()[now.kind];
    }
  };
  const action = (): string => {
    const { kind } = step();
    return kind === 'tooFew' ? words().moreDataAction : words()[`${kind}Action`];
  };
  const again = (change: () => void) => {
    change();
    dismissTraining();
  };
  const go = () => {
    switch (step().kind) {
      case 'holdOut':
        return again(() => setForm((form) => ({ ...form, validation: { ...form.validation, testSize: 0.2 } })));
      case 'threshold':
        return again(() => setForm((form) => ({ ...form, threshold: { rule: 'maxF1' } })));
      case 'recommended':
        return again(() => choosePreset('recommended'));
      case 'shipped': {
        const model = defaults()?.find(({ id }) => id === props.advice?.shippedId);
        if (model) pinModel(model);
        return navigate('/');
      }
      case 'search':
        return goToSearch();
      default:
        return navigate('/data');
    }
  };
  const gain = () => {
    const now = step();
    return 'gain' in now ? words().gain(words().points(now.gain)) : null;
  };
  return (
    <section class="next-step stack tight" aria-labelledby="next-step">
      <h3 id="next-step">{words().title}</h3>
      <p>
        {text()} <Show when={gain()}>{(shown) => <strong>{shown()}</strong>}</Show>
      </p>
      <div class="row">
        <Button onClick={go}>{action()}</Button>
      </div>
    </section>
  );
}
