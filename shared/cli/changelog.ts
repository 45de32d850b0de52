/** The heading under which changes are collected until a version is released. */
export const UNRELEASED = '## Unreleased';

/**
 * Turns the section "Unreleased" of a changelog into the section of `version`, and puts an empty one above it.
 *
 * @param date ISO date (YYYY-MM-DD) of the release.
 * @throws Error if there is no such section, if it is empty, or if `version` has a section already.
 */
export function stampChangelog(changelog: string, version: string, date: string): string {
  const lines = changelog.split('\n');
  const start = lines.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`CHANGELOG.md has no line "${UNRELEASED}". Add it above what has changed.`);
  if (lines.some((line) => line === `## ${version}` || line.startsWith(`## ${version} `))) {
    throw new Error(`CHANGELOG.md has a section for ${version} already. Choose another version.`);
  }
  const next = lines.findIndex((line, i) => i > start && line.startsWith('## '));
  const section = lines.slice(start + 1, next < 0 ? undefined : next);
  if (section.every((line) => line.trim() === '')) {
    throw new Error('CHANGELOG.md lists no changes since the last release. Describe them first.');
  }
  return [...lines.slice(0, start), UNRELEASED, '', `## ${version} (${date})`, ...lines.slice(start + 1)].join('\n');
}
