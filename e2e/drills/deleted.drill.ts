import { deleteDuringImport } from './deleted';
import { drill } from './drill';

/* The site's data is cleared under the app. Nothing is acknowledged that is not there, and the page goes on working. */

drill('the database is deleted during an import', { seconds: 25, tries: 4 }, deleteDuringImport);
