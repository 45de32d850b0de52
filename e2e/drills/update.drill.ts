import { drill } from './drill';
import { STATES, updateIn } from './updateStates';

/* A new version arrives while a page is in use. It takes over where nothing is lost, and asks where something would be. */

const states = Object.keys(STATES);

drill('a new version arrives in each state', { seconds: 240, tries: states.length }, (_random, number) =>
  updateIn(states[number % states.length]),
);
