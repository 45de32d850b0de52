import { afterEach, expect, test, vi } from 'vitest';
import { draftKept, draftText, keepDraft, perLine, setDraftText, setPerLine } from './draft';

afterEach(() => {
  vi.restoreAllMocks();
  setDraftText('');
  setPerLine(false);
  keepDraft();
});

const reloaded = async () => {
  vi.resetModules();
  return import('./draft');
};

test('what was typed, several lines too, is found again by a new page of the tab', async () => {
  setDraftText('one\nдва');
  setPerLine(true);
  keepDraft();
  const again = await reloaded();
  expect([again.draftText(), again.perLine()]).toEqual(['one\nдва', true]);
  again.setDraftText('');
  again.setPerLine(false);
  again.keepDraft();
  expect(sessionStorage.getItem('moderato.draft')).toBeNull();
});

test('a text that cannot be written down is reported as not kept', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  setDraftText('long');
  keepDraft();
  expect([draftText(), perLine(), draftKept()]).toEqual(['long', false, false]);
});

test('what somebody else wrote there is ignored', async () => {
  sessionStorage.setItem('moderato.draft', '{"text":3}');
  expect((await reloaded()).draftText()).toBe('');
});
