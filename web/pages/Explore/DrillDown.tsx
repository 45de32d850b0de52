import { A } from '@solidjs/router';
import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from 'solid-js';
import { IconButton } from '../../components/Button';
import { ClassMark } from '../../components/ClassMark';
import { closedModal, openModal } from '../../components/modalWindows';
import { Notice } from '../../components/Notice';
import { Progress } from '../../components/Progress';
import { isRude } from '../../components/rude/isRude';
import { sentence, t } from '../../i18n';
import { exploreWords } from '../../i18n/exploreWords';
import {
  closeDrillDown,
  drillDownError,
  drillDownFraction,
  drillDownQuestion,
  drillDownResult,
  type MatchingComment,
} from '../../stores/drillDown';
import { rowsAddress } from '../../stores/rowQuery';
import { filterText } from './filterText';
import { classKeyOf, labelKind } from './sheet/labelKind';
import { MarkedText } from './sheet/MarkedText';

/** Up to this width of the window the comments are a dialog over the page. */
const NARROW = '(max-width: 760px)';

/** The comments behind the mark that was clicked: next to the charts, or over them on a phone. */
export function DrillDown() {
  const id = createUniqueId();
  const words = () => exploreWords().drillDown;
  const narrow = matchMedia(NARROW);
  const [limit, setLimit] = createSignal('');
  let dialog: HTMLDialogElement | undefined;
  let list: HTMLElement | undefined;
  let opener: Element | null = null;

  const open = () => {
    if (dialog === undefined) return;
    if (!dialog.open) {
      opener = document.activeElement;
      if (narrow.matches) openModal(dialog);
      else dialog.show();
    }
    list?.scrollTo(0, 0);
  };
  const close = () => {
    if (dialog?.open) dialog.close();
  };
  createEffect(on(drillDownQuestion, (question) => (question === null ? close() : open())));
  createEffect(() => {
    const found = drillDownResult();
    if (found === null) {
      setLimit('');
      return;
    }
    const { count, comments } = found;
    setLimit(comments.length < count ? words().first(comments.length, count) : words().count(count));
  });
  onCleanup(closeDrillDown);
  onCleanup(() => closedModal(dialog));
  // Next to the charts it is not modal, and the browser closes only modal dialogs on Escape.
  createEffect(() => {
    if (drillDownQuestion() === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    document.addEventListener('keydown', onKeyDown);
    onCleanup(() => document.removeEventListener('keydown', onKeyDown));
  });

  const closed = () => {
    closedModal(dialog);
    closeDrillDown();
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  };
  const question = () => drillDownQuestion();
  const address = () => {
    const asked = question();
    return asked === null
      ? '/data'
      : rowsAddress(asked.datasetId, { filters: asked.filters, settings: asked.settings });
  };

  return (
    <dialog ref={dialog} class="drill-down" aria-labelledby={id} onClose={closed}>
      <Show when={question()}>
        {(asked) => (
          <>
            <header>
              <div>
                <h2 id={id}>{words().title}</h2>
                <p class="what">{filterText(asked().filters)}</p>
              </div>
              <IconButton icon="close" label={t().common.close} onClick={() => dialog?.close()} />
            </header>
            <p class="row between">
              <span class="quiet" role="status">
                {limit()}
              </span>
              <A class="btn" href={address()}>
                {words().open}
              </A>
            </p>
            <Show when={drillDownError()}>
              {(error) => (
                <Notice kind="error" title={words().failed}>
                  {sentence(error())}
                </Notice>
              )}
            </Show>
            <section class="comments" tabindex="0" aria-labelledby={id} ref={list}>
              <Show
                when={drillDownResult()}
                fallback={
                  <Show when={drillDownError() === null}>
                    <Progress label={words().searching} fraction={drillDownFraction()} />
                  </Show>
                }
              >
                {(found) => (
                  <ol>
                    <For each={found().comments} fallback={<li class="quiet">{words().none}</li>}>
                      {(comment) => <Comment comment={comment} />}
                    </For>
                  </ol>
                )}
              </Show>
            </section>
          </>
        )}
      </Show>
    </dialog>
  );
}

function Comment(props: { comment: MatchingComment }) {
  const words = () => exploreWords().drillDown;
  return (
    <li>
      <p class="quiet about">
        <ClassMark kind={labelKind(props.comment.label)}>
          {exploreWords().labels[classKeyOf(props.comment.label)]}
        </ClassMark>
        <span>{words().row(props.comment.row + 1)}</span>
      </p>
      <p>
        <Show when={props.comment.text !== ''} fallback={<span class="quiet">{words().empty}</span>}>
          <MarkedText
            text={props.comment.text}
            marks={props.comment.marks}
            cutBefore={props.comment.cutBefore}
            cutAfter={props.comment.cutAfter}
            offensive={props.comment.label !== 0 || isRude(props.comment.text)}
          />
        </Show>
      </p>
    </li>
  );
}
