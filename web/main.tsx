import { render } from 'solid-js/web';
import './styles/index.css';
import { App } from './app/App';
import { readablePath } from './app/address';
import { watchDevice } from './stores/device';
import { applySettings } from './stores/settings';
import { loadTasks } from './stores/tasks/taskList';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const path = readablePath(location.pathname);
if (path !== location.pathname) history.replaceState(null, '', path);

applySettings();
watchDevice();
void loadTasks();
render(() => <App />, root);
