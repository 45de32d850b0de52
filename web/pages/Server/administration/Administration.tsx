import { Show } from 'solid-js';
import { mayUse } from '../../../stores/server/connection';
import { Answers } from './Answers';
import { FeedbackList } from './FeedbackList';
import { Tokens } from './Tokens';

/** What whoever is signed in may see of how the server is run, and an admin may change. */
export function Administration() {
  return (
    <>
      <Show when={mayUse('admin')}>
        <Answers />
      </Show>
      <FeedbackList />
      <Show when={mayUse('admin')}>
        <Tokens />
      </Show>
    </>
  );
}
