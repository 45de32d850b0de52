import { PageHead } from '../../components/PageHead';
import { t } from '../../i18n';

export default function Predict() {
  return <PageHead tab={t().common.rooms.predict} title={t().predict.title} intro={t().predict.intro} />;
}
