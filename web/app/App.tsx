import { Route, Router } from '@solidjs/router';
import { Frame } from './Frame';
import { lazyPage } from './lazyPage';
import { NotFound } from './NotFound';

// One lazy chunk per page: a first visit loads the frame and the requested page, nothing else.
const Predict = lazyPage(() => import('../pages/Predict/Predict'));
const Data = lazyPage(() => import('../pages/Data/Data'));
const Explore = lazyPage(() => import('../pages/Explore/Explore'));
const Dataset = lazyPage(() => import('../pages/Data/Dataset'));
const Duplicates = lazyPage(() => import('../pages/Data/duplicates/Duplicates'));
const Labelling = lazyPage(() => import('../pages/Data/queue/Labelling'));
const Train = lazyPage(() => import('../pages/Train/Train'));
const Models = lazyPage(() => import('../pages/Models/Models'));
const Compare = lazyPage(() => import('../pages/Compare/Compare'));
const Tasks = lazyPage(() => import('../pages/Tasks/Tasks'));
const Server = lazyPage(() => import('../pages/Server/Server'));
const Check = lazyPage(() => import('../pages/Storage/Check'));
const Moving = lazyPage(() => import('../pages/Server/Moving'));
const Storage = lazyPage(() => import('../pages/Storage/Storage'));

/** Begins to load the page of an address, if it is the first one: what else is there to do is awaited meanwhile. */
export function warmUp(path: string): void {
  if (path === '/') Predict.warmUp();
}

export function App() {
  return (
    <Router root={(props) => <Frame {...props} rescue={<Check />} />}>
      <Route path="/" component={Predict} />
      <Route path="/data" component={Data} />
      <Route path="/data/:id" component={Dataset} />
      <Route path="/data/:id/duplicates" component={Duplicates} />
      <Route path="/data/:id/label" component={Labelling} />
      <Route path="/explore/:id?" component={Explore} />
      <Route path="/train" component={Train} />
      <Route path="/models" component={Models} />
      <Route path="/compare" component={Compare} />
      <Route path="/tasks" component={Tasks} />
      <Route path="/server" component={Server} />
      <Route path="/server/moving" component={Moving} />
      <Route path="/storage" component={Storage} />
      <Route path="/storage/check" component={Check} />
      <Route path="*" component={NotFound} />
    </Router>
  );
}
