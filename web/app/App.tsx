import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { Frame } from './Frame';
import { NotFound } from './NotFound';

// One lazy chunk per room: a first visit loads the frame and the room asked for, nothing else.
const Predict = lazy(() => import('../pages/Predict/Predict'));
const Data = lazy(() => import('../pages/Data/Data'));
const Explore = lazy(() => import('../pages/Explore/Explore'));
const Dataset = lazy(() => import('../pages/Data/Dataset'));
const Duplicates = lazy(() => import('../pages/Data/duplicates/Duplicates'));
const Train = lazy(() => import('../pages/Train/Train'));
const Models = lazy(() => import('../pages/Models/Models'));

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
