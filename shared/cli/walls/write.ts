import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { biomeOverrides } from './rules';

/* `npm run walls`: writes biome.json's import rules from the table. */
const file = fileURLToPath(new URL('../../../biome.json', import.meta.url));
const config = JSON.parse(readFileSync(file, 'utf8'));
config.overrides = biomeOverrides();
writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
