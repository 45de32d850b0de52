import { fileName } from '../../components/saveFile';

/** Names of files for models of these names, all different, also where a file system ignores case. */
export function zipNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let file = fileName(name, 'moderato');
    for (let n = 2; used.has(file.toLowerCase()); n++) file = fileName(`${name.slice(0, 70)} ${n}`, 'moderato');
    used.add(file.toLowerCase());
    return file;
  });
}
