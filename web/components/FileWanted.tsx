import { t } from '../i18n';
import { Notice } from './Notice';

/** Asks for a file that was chosen before a reload. */
export function FileWantedNotice(props: { name: string; onDismiss: () => void }) {
  return <Notice onDismiss={() => props.onDismiss()}>{t().common.tasks.fileWanted(props.name)}</Notice>;
}
