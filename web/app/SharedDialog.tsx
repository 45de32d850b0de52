import { For, Show } from 'solid-js';
import { isolated } from '#shared/messages/isolated';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { Notice } from '../components/Notice';
import { isRude } from '../components/rude/isRude';
import { UserText } from '../components/UserText';
import { t } from '../i18n';
import { draftText } from '../stores/draft';
import {
  acceptShared,
  declineShared,
  type IncomingRoute,
  isModelFile,
  shared,
  shareRefusal,
} from '../stores/incomingFiles';

/** Characters of a shared text that are shown. */
const SHOWN = 400;

/** What was shared to the app, and from where; nothing is opened, kept or replaced before the person agrees. */
export function SharedDialog(props: { onAnswer: (route: IncomingRoute | null) => void }) {
  const words = () => t().common.share;
  const decline = async () => {
    if (shared() === null && shareRefusal() === null) return; // Closed by an answer.
    await declineShared();
    props.onAnswer(null);
  };
  const accept = async () => props.onAnswer(await acceptShared());
  const replaces = () => shared()?.files.length === 0 && draftText() !== '';
  return (
    <>
      <Dialog
        open={shared() !== null}
        title={words().title}
        onClose={() => void decline()}
        actions={
          <>
            <Button onClick={() => void decline()}>{words().decline}</Button>
            <Button kind="main" onClick={() => void accept()}>
              {replaces() ? words().replace : words().accept}
            </Button>
          </>
        }
      >
        <Show when={shared()}>
          {(share) => (
            <>
              <p>{share().source === null ? words().unknown : words().from(isolated(share().source ?? ''))}</p>
              <Show when={share().files.length > 0} fallback={<SharedText text={share().text} />}>
                <ul class="shared-files">
                  <For each={share().files}>
                    {(file) => (
                      <li>{(isModelFile(file) ? words().model : words().table)(isolated(file.name), file.size)}</li>
                    )}
                  </For>
                </ul>
              </Show>
              <Show when={replaces()}>
                <Notice kind="warn">{words().replaces}</Notice>
              </Show>
            </>
          )}
        </Show>
      </Dialog>
      <Dialog open={shareRefusal() !== null} title={words().refusedTitle} onClose={() => void decline()}>
        <p>{shareRefusal() === 'no-room' ? words().noRoom : words().tooLarge}</p>
      </Dialog>
    </>
  );
}

function SharedText(props: { text: string }) {
  return (
    <blockquote class="shared-text">
      <UserText offensive={isRude(props.text)}>
        {props.text.length > SHOWN ? `${props.text.slice(0, SHOWN)} …` : props.text}
      </UserText>
    </blockquote>
  );
}
