import { PageHead } from '../../components/PageHead';
import { t } from '../../i18n';

export default function Train() {
  return <PageHead tab={t().common.rooms.train} title={t().train.title} intro={t().train.intro} />;
}
