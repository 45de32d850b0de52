import { PageHead } from '../../components/PageHead';
import { t } from '../../i18n';

export default function Models() {
  return <PageHead tab={t().common.rooms.models} title={t().models.title} intro={t().models.intro} />;
}
