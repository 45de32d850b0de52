import { expect, test } from 'vitest';
import { en } from './en';
import { administration as administrationEn } from './en/administration';
import { compare as compareEn } from './en/compare';
import { data as dataEn } from './en/data';
import { explore as exploreEn } from './en/explore';
import { importing as importingEn } from './en/importing';
import { labelling as labellingEn } from './en/labelling';
import { modelCard as modelCardEn } from './en/modelCard';
import { moving as movingEn } from './en/moving';
import { scoreFile as scoreFileEn } from './en/scoreFile';
import { sentences as sentencesEn } from './en/sentences';
import { server as serverEn } from './en/server';
import { sideBySide as sideBySideEn } from './en/sideBySide';
import { storage as storageEn } from './en/storage';
import { tasks as tasksEn } from './en/tasks';
import { train as trainEn } from './en/train';
import { ru } from './ru';
import { administration as administrationRu } from './ru/administration';
import { compare as compareRu } from './ru/compare';
import { data as dataRu } from './ru/data';
import { explore as exploreRu } from './ru/explore';
import { importing as importingRu } from './ru/importing';
import { labelling as labellingRu } from './ru/labelling';
import { modelCard as modelCardRu } from './ru/modelCard';
import { moving as movingRu } from './ru/moving';
import { scoreFile as scoreFileRu } from './ru/scoreFile';
import { sentences as sentencesRu } from './ru/sentences';
import { server as serverRu } from './ru/server';
import { sideBySide as sideBySideRu } from './ru/sideBySide';
import { storage as storageRu } from './ru/storage';
import { tasks as tasksRu } from './ru/tasks';
import { train as trainRu } from './ru/train';

const english = strings({
  ...en,
  administrationEn,
  compareEn,
  dataEn,
  exploreEn,
  importingEn,
  labellingEn,
  modelCardEn,
  movingEn,
  scoreFileEn,
  sentencesEn,
  serverEn,
  sideBySideEn,
  storageEn,
  tasksEn,
  trainEn,
});
const russian = strings({
  ...ru,
  administrationRu,
  compareRu,
  dataRu,
  exploreRu,
  importingRu,
  labellingRu,
  modelCardRu,
  movingRu,
  scoreFileRu,
  sentencesRu,
  serverRu,
  sideBySideRu,
  storageRu,
  tasksRu,
  trainRu,
});

/** Every string of a table with its path; functions of values are tested where they are used. */
function strings(table: object, path = ''): [path: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const here = `${path}${key}`;
    if (typeof value === 'string') return [[here, value]];
    return typeof value === 'object' && value !== null ? strings(value, `${here}.`) : [];
  });
}

test('no text has an exclamation mark', () => {
  for (const [path, text] of [...english, ...russian]) expect(text, path).not.toContain('!');
});

test('no text is empty or has stray spaces', () => {
  for (const [path, text] of [...english, ...russian]) {
    expect(text.trim(), path).toBe(text);
    expect(text, path).not.toBe('');
  }
});

test('no English sentence was left in the Russian table', () => {
  for (const [path, text] of russian) if (/[a-z]{2,} [a-z]{2,}/.test(text)) expect(text, path).toMatch(/[а-яё]/i);
});
