import { useNavigate } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { COMMUNITY_LIMIT } from '#shared/api/feedback';
import { Button } from '../../../components/Button';
import { Confirm } from '../../../components/Dialog';
import { Checkbox, TextInput } from '../../../components/Field';
import { focusHeading } from '../../../components/focusHeading';
import { Progress } from '../../../components/Progress';
import { Sheet } from '../../../components/Sheet';
import { format } from '../../../i18n';
import { administrationWords } from '../../../i18n/administrationWords';
import {
  EVERY_COMMUNITY,
  type Feedback,
  type FeedbackSettings,
  feedback,
  keepFeedback,
  removeFeedback,
  takeFeedback,
} from '../../../stores/server/administration';
import { mayUse } from '../../../stores/server/connection';
import { showToast } from '../../../stores/toasts';
import { Asked } from './Asked';
import { type Attempts, createAttempts, Failure } from './Failure';

/**
 * What clients of the Perspective API's format left, by community: to take, and for an admin to switch and to remove.
 */
export function FeedbackList() {
  const words = () => administrationWords().feedback;
  const attempts = createAttempts();
  return (
    <Sheet title={words().title}>
      <div class="stack">
        <p class="quiet">{words().help}</p>
        <Asked of={feedback}>
          {(known) => {
            const communities = () => communitiesOf(known().kept, known().settings);
            return (
              <>
                <Show
                  when={communities().length > 0}
                  fallback={<p>{mayUse('admin') ? words().none : words().noneReader}</p>}
                >
                  <ul class="waiting">
                    <For each={communities()}>
                      {(community) => (
                        <Community
                          community={community}
                          kept={known().kept.filter((one) => one.community === community)}
                          settings={known().settings}
                          attempts={attempts}
                        />
                      )}
                    </For>
                  </ul>
                </Show>
                <Failure of={attempts} />
                <Show when={mayUse('admin')}>
                  <SwitchOn attempts={attempts} />
                  <p class="quiet">{words().room(known().settings.maxRows, known().settings.maxBytes)}</p>
                </Show>
              </>
            );
          }}
        </Asked>
      </div>
    </Sheet>
  );
}

/** Those that are switched on, then those that have something. */
function communitiesOf(kept: readonly Feedback[], { configured, set }: FeedbackSettings): string[] {
  return [...new Set([...configured, ...set, ...kept.map(({ community }) => community)])];
}

function nameOf(community: string): string {
  const words = administrationWords().feedback;
  if (community === EVERY_COMMUNITY) return words.every;
  return community === '' ? words.unnamed : community;
}

function Community(props: {
  community: string;
  kept: readonly Feedback[];
  settings: FeedbackSettings;
  attempts: Attempts;
}) {
  const words = () => administrationWords().feedback;
  const fixed = () => props.settings.configured.includes(props.community);
  const on = () => fixed() || props.settings.set.includes(props.community);
  const every = () =>
    [...props.settings.configured, ...props.settings.set].includes(EVERY_COMMUNITY) &&
    props.community !== EVERY_COMMUNITY;
  const [asking, setAsking] = createSignal(false);
  const label = () => (props.community === EVERY_COMMUNITY ? words().keepEvery : words().keep(nameOf(props.community)));
  const flip = (next: boolean) => {
    if (next) setAsking(true);
    else void props.attempts.run(() => keepFeedback(props.community, false));
  };
  const help = () => {
    if (fixed()) return words().fixed;
    if (!on() && !every()) return words().ended;
    return props.kept.length === 0 && props.community !== EVERY_COMMUNITY ? words().empty : undefined;
  };
  return (
    <li class="stack tight">
      <Show when={mayUse('admin') && props.community !== ''} fallback={<strong>{nameOf(props.community)}</strong>}>
        <Checkbox
          label={label()}
          help={help()}
          checked={on()}
          disabled={fixed() || props.attempts.busy()}
          onChange={flip}
        />
      </Show>
      <For each={props.kept}>{(one) => <Kept of={one} attempts={props.attempts} />}</For>
      <ConfirmKeep
        community={asking() ? props.community : null}
        attempts={props.attempts}
        onClose={() => setAsking(false)}
      />
    </li>
  );
}

/** One dataset of feedback. */
function Kept(props: { of: Feedback; attempts: Attempts }) {
  const words = () => administrationWords().feedback;
  const navigate = useNavigate();
  const [stop, setStop] = createSignal<AbortController | null>(null);
  const [removing, setRemoving] = createSignal(false);
  const name = () => nameOf(props.of.community);
  const take = () =>
    props.attempts.run(async () => {
      const controller = new AbortController();
      setStop(controller);
      try {
        navigate(await takeFeedback(props.of, controller.signal));
      } finally {
        setStop(null);
      }
    });
  const remove = () =>
    props.attempts.run(async () => {
      const removed = await removeFeedback(props.of);
      showToast(() => words().removed(removed));
      focusHeading(); // the button is gone
    });
  return (
    <div class="stack tight">
      <div class="row">
        <div class="waiting-what">
          <strong>{props.of.attribute}</strong>
          <p class="quiet">
            {words().facts(props.of.rows, props.of.positive, props.of.bytes)} ·{' '}
            {words().latest(format().dateTime(Date.parse(props.of.changedAt)))}
          </p>
        </div>
        <Button
          aria-label={words().takeNamed(props.of.attribute, name())}
          disabled={stop() !== null}
          onClick={() => void take()}
        >
          {words().take}
        </Button>
        <Show when={mayUse('admin')}>
          <Button
            kind="ghost"
            aria-label={words().removeNamed(props.of.attribute, name())}
            onClick={() => setRemoving(true)}
          >
            {words().remove}
          </Button>
        </Show>
      </div>
      <Show when={stop()}>
        {(controller) => (
          <Progress label={words().taking(name())} fraction={null} onStop={() => controller().abort()} />
        )}
      </Show>
      <Confirm
        danger
        open={removing()}
        title={words().confirmRemove.title(props.of.attribute, name())}
        text={words().confirmRemove.text(props.of.rows)}
        action={words().confirmRemove.action}
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      />
    </div>
  );
}

/** Asks for a community, and then whether its feedback is really to be kept. */
function SwitchOn(props: { attempts: Attempts }) {
  const words = () => administrationWords().feedback;
  const [community, setCommunity] = createSignal('');
  const [asking, setAsking] = createSignal<string | null>(null);
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(community().trim());
      }}
    >
      <TextInput
        label={words().add}
        help={words().addHelp}
        maxLength={COMMUNITY_LIMIT}
        value={community()}
        onInput={setCommunity}
      />
      <div class="row">
        <Button type="submit" disabled={community().trim() === '' || props.attempts.busy()}>
          {words().addAction}
        </Button>
      </div>
      <ConfirmKeep
        community={asking()}
        attempts={props.attempts}
        onKept={() => setCommunity('')}
        onClose={() => setAsking(null)}
      />
    </form>
  );
}

function ConfirmKeep(props: {
  community: string | null;
  attempts: Attempts;
  onKept?: () => void;
  onClose: () => void;
}) {
  const words = () => administrationWords().feedback.confirm;
  const title = () => {
    if (props.community === EVERY_COMMUNITY) return words().titleEvery;
    return words().title(props.community ?? '');
  };
  const keep = async (community: string) => {
    if (await props.attempts.run(() => keepFeedback(community, true))) props.onKept?.();
  };
  return (
    <Confirm
      open={props.community !== null}
      title={title()}
      text={words().text}
      action={words().action}
      onConfirm={() => void keep(props.community ?? '')}
      onClose={() => {
        void feedback.refresh(); // a box that was ticked and not confirmed shows what holds
        props.onClose();
      }}
    />
  );
}
