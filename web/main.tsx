import { render } from 'solid-js/web';
import './styles/index.css';
import { App, warmUp } from './app/App';
import { readablePath } from './app/address';
import { showStartFailed } from './app/startFailed';
import { watchDevice } from './stores/device';
import { server } from './stores/server/kept';
import { takeToken } from './stores/server/link';
import { applySettings, firstLanguage, languageLoaded } from './stores/settings';
import { loadTasks } from './stores/tasks/taskList';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const path = readablePath(location.pathname);
if (path !== location.pathname) history.replaceState(null, '', path);

// At once, so that nothing else sees the secret; what it is for can wait.
const token = takeToken();

/** Shows the app once its language is there; the code of the page that is asked for comes meanwhile. */
async function start(into: HTMLElement): Promise<void> {
  warmUp(location.pathname);
  try {
    await languageLoaded;
  } catch (error) {
    showStartFailed(into, firstLanguage); // there are no words yet to say anything else with
    reportError(error);
    return;
  }
  applySettings();
  watchDevice();
  void loadTasks();
  render(() => <App />, into);
  await useToken(token);
}
void start(root);

/** Signs in with the token of a link that was opened. */
async function useToken(found: string | null): Promise<void> {
  if (found !== null) await (await import('./stores/server/followLink')).followLink(found);
}

/** Time for the page to be drawn before what waits for a server is looked at. */
const AFTER_START_MS = 2000;
if (server() !== null) {
  setTimeout(async () => (await import('./stores/server/outbox')).startOutbox(), AFTER_START_MS);
}
// A link pasted into the address of an open page.
addEventListener('hashchange', () => void useToken(takeToken()));
