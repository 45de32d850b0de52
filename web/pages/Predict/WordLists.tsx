import { Dialog } from '../../components/Dialog';
import { TextArea } from '../../components/Field';
import { t } from '../../i18n';
import { allowWords, denyWords, setAllowWords, setDenyWords } from '../../stores/settings';
import { wordLists } from '../../stores/wordLists';

/**
 * A person's own lists: words that count for nothing, and words that are always flagged. What is typed holds at once.
 */
export function WordLists(props: { open: boolean; onClose: () => void }) {
  const words = () => t().predict.lists;
  return (
    <Dialog open={props.open} title={words().title} onClose={props.onClose}>
      <p class="quiet">{words().intro}</p>
      <TextArea
        label={words().deny}
        help={words().denyHelp(wordLists().deny.length)}
        value={denyWords()}
        rows={5}
        onInput={setDenyWords}
      />
      <TextArea
        label={words().allow}
        help={words().allowHelp(wordLists().allow.length)}
        value={allowWords()}
        rows={5}
        onInput={setAllowWords}
      />
      <p class="quiet">{words().rule}</p>
    </Dialog>
  );
}
