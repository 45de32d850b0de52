import { expect, test } from 'vitest';
import { stampChangelog } from './changelog';

const before = '# Changelog\n\n## Unreleased\n\n- A new thing.\n\n## 0.1.0 (2026-01-01)\n\n- The first thing.\n';

test('a release gets the collected changes, a date, and an empty section above it', () => {
  expect(stampChangelog(before, '0.2.0', '2026-12-01')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- A new thing.\n\n## 0.1.0 (2026-01-01)\n\n- The first thing.\n',
  );
});

test.each([
  ['there is no unreleased section', '# Changelog\n\n## 0.1.0\n\n- A thing.\n', '0.2.0', /no line "## Unreleased"/],
  [
    'nothing has changed',
    '# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-01-01)\n\n- A thing.\n',
    '0.2.0',
    /lists no changes/,
  ],
  ['the version was released before', before, '0.1.0', /section for 0\.1\.0 already/],
])('a release is refused where %s', (_, changelog, version, message) => {
  expect(() => stampChangelog(changelog, version, '2026-12-01')).toThrow(message);
});
