import { fileName, saveFile } from '../components/saveFile';
import { t } from '../i18n';
import { type DamagedRecord, damagedAsJson } from '../stores/damaged';

/** Saves a damaged record as it is stored, as JSON. */
export function saveDamaged(record: DamagedRecord): void {
  const json = new Blob([damagedAsJson(record)], { type: 'application/json' });
  saveFile(json, fileName(record.name ?? t().common.damaged.fileName, 'json'));
}
