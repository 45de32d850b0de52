import { render } from 'solid-js/web';
import './styles/index.css';
import { App } from './app/App';
import { readablePath } from './app/address';
import { watchDevice } from './stores/device';
import { takeToken } from './stores/server/link';
import { applySettings } from './stores/settings';
import { loadTasks } from './stores/tasks/taskList';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const path = readablePath(location.pathname);
if (path !== location.pathname) history.replaceState(null, '', path);

// At once, so that nothing else sees the secret; what it is for can wait.
const token = takeToken();

applySettings();
watchDevice();
void loadTasks();
render(() => <App />, root);

/** Signs in with the token of a link that was opened. */
async function useToken(found: string | null): Promise<void> {
  if (found !== null) await (await import('./stores/server/followLink')).followLink(found);
}
void useToken(token);
// A link pasted into the address of an open page.
addEventListener('hashchange', () => void useToken(takeToken()));
