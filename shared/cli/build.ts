import { buildAll } from './buildAll';

// `npm run build`
await buildAll();
