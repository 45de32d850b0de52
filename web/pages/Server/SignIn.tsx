import { createEffect, createSignal, on, Show } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { Button } from '../../components/Button';
import { TextInput } from '../../components/Field';
import { focusHeading } from '../../components/focusHeading';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { sentence } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { signIn } from '../../stores/server/connection';
import { hostOf, server } from '../../stores/server/kept';
import { showToast } from '../../stores/toasts';

/** Asks for a link or a token. What was typed stays while it is refused. */
export function SignIn(props: { address: string; help: string }) {
  const words = () => serverWords().connect;
  const [address, setAddress] = createSignal('');
  const [text, setText] = createSignal('');
  const [failure, setFailure] = createSignal<CodedError | null>(null);
  const [working, setWorking] = createSignal(false);
  createEffect(
    on(
      () => props.address,
      (known) => {
        if (address() === '') setAddress(known);
      },
    ),
  );
  const start = async (event: SubmitEvent) => {
    event.preventDefault();
    setFailure(null);
    setWorking(true);
    try {
      const { role } = await signIn(text().trim(), address().trim());
      setText('');
      const host = hostOf(server()?.address ?? '');
      showToast(() => serverWords().signedIn(host, role ?? 'reader'));
      focusHeading(); // the form is gone
    } catch (error) {
      if (!isAbort(error)) setFailure(toCodedError(error));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Sheet title={words().title}>
      <form class="stack" onSubmit={(event) => void start(event)}>
        <p class="quiet">{props.help}</p>
        <TextInput label={words().token} help={words().tokenHelp} value={text()} onInput={setText} />
        <TextInput label={words().address} help={words().addressHelp} value={address()} onInput={setAddress} />
        <Show when={failure()}>
          {(error) => (
            <Notice kind="error" title={words().failed}>
              {sentence(error())}
            </Notice>
          )}
        </Show>
        <div class="row">
          <Button kind="main" type="submit" disabled={working() || (text().trim() === '' && address().trim() === '')}>
            {words().action}
          </Button>
          <Show when={working()}>
            <span class="quiet" role="status">
              {words().working}
            </span>
          </Show>
        </div>
      </form>
    </Sheet>
  );
}
