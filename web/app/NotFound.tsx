import { A } from '@solidjs/router';
import { PageHead } from '../components/PageHead';
import { t } from '../i18n';

export function NotFound() {
  return (
    <>
      <PageHead tab={t().common.notFound.title} title={t().common.notFound.title} intro={t().common.notFound.text} />
      <A class="btn main" href="/">
        {t().common.notFound.action}
      </A>
    </>
  );
}
