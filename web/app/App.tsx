import { Route, Router } from '@solidjs/router';
import { Frame } from './Frame';
import { lazyRoom } from './lazyRoom';
import { NotFound } from './NotFound';

// One lazy chunk per room: a first visit loads the frame and the room asked for, nothing else.
const Predict = lazyRoom(() => import('../pages/Predict/Predict'));
const Data = lazyRoom(() => import('../pages/Data/Data'));
const Explore = lazyRoom(() => import('../pages/Explore/Explore'));
const Dataset = lazyRoom(() => import('../pages/Data/Dataset'));
const Duplicates = lazyRoom(() => import('../pages/Data/duplicates/Duplicates'));
const Train = lazyRoom(() => import('../pages/Train/Train'));
const Models = lazyRoom(() => import('../pages/Models/Models'));

export function App() {
  return (
    <Router root={Frame}>
      <Route path="/" component={Predict} />
      <Route path="/data" component={Data} />
      <Route path="/data/:id" component={Dataset} />
      <Route path="/data/:id/duplicates" component={Duplicates} />
      <Route path="/explore/:id?" component={Explore} />
      <Route path="/train" component={Train} />
      <Route path="/models" component={Models} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
