import { PageHead } from '../../components/PageHead';
import { t } from '../../i18n';

export default function Data() {
  return <PageHead tab={t().common.rooms.data} title={t().data.title} intro={t().data.intro} />;
}
