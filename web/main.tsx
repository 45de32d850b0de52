import { render } from 'solid-js/web';
import './styles/index.css';
import { App } from './app/App';
import { watchDevice } from './stores/device';
import { applySettings } from './stores/settings';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

applySettings();
watchDevice();
render(() => <App />, root);
