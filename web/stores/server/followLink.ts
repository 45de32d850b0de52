import { sentence } from '../../i18n';
import { serverWords } from '../../i18n/serverWords';
import { isAboutToken } from '../../sync/errors';
import { showToast } from '../toasts';
import { connection, reconnect } from './connection';
import { hostOf, keepServer, server } from './kept';

/**
 * Signs in to the server that the app came from, with the token of the link that was opened, and says how that ended.
 * The token is kept before the server is asked: the link may work only once, and the page may be closed or the server
 * down.
 */
export async function followLink(token: string): Promise<void> {
  const before = server();
  const opened = { address: location.origin, token };
  keepServer(opened);
  await reconnect();
  if (server() !== opened) return; // another was chosen meanwhile
  const now = connection();
  if (now.is === 'ready') {
    const { role } = now.identity;
    showToast(() => serverWords().signedIn(hostOf(location.origin), role ?? 'reader'));
    return;
  }
  if (now.is !== 'failed') return;
  const { error } = now;
  showToast(() => `${serverWords().linkFailed}. ${sentence(error)}`);
  if (before !== null && isAboutToken(now.error)) keepServer(before);
}
