import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One of the models that come with the app, as a file that a person would choose. */
export function smallModelFile(): Buffer {
  const folder = fileURLToPath(new URL('../../public/models/', import.meta.url));
  const name = readdirSync(folder).find((each) => each.startsWith('en-svc.'));
  if (name === undefined) throw new Error(`No en-svc model in ${folder}`);
  return readFileSync(`${folder}${name}`);
}
