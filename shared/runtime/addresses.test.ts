import { expect, test } from 'vitest';
import { API_ADDRESS, FILE_ADDRESS, isPageAddress, isWellFormedPath } from './addresses';

test.each([
  '/',
  '/data',
  '/data/0d9f2b6e-3c1a/duplicates',
  '/explore/',
  '/train?dataset=a.b/c',
  '/models',
  '/apiary',
  '/healthy',
  '/assets',
])('%s is a page', (address) => {
  expect(isPageAddress(address)).toBe(true);
});

test.each([
  '/models/en.30029fbe4423.moderato',
  '/models/x.moderato?download',
  '/THIRD-PARTY.txt',
  '/samples/en.csv',
  '/assets/main-0a1b2c3d',
  '/.well-known',
  '/sw.js?v=1',
])('%s is a file', (address) => {
  expect(FILE_ADDRESS.test(address)).toBe(true);
  expect(isPageAddress(address)).toBe(false);
});

test.each([
  '/api',
  '/api/v1/nothing',
  '/api?x',
  '/v1alpha1/comments:analyze',
  '/$discovery/rest?version=v1alpha1',
  '/health',
  '/health?x',
])('%s is answered with data', (address) => {
  expect(API_ADDRESS.test(address)).toBe(true);
  expect(isPageAddress(address)).toBe(false);
});

test.each(['', '/data/%E0%A4%A', '/%', '/%00', '//x/data', '//', '/\\x', '/a\\b'])('%j is malformed', (path) => {
  expect(isWellFormedPath(path)).toBe(false);
});

test.each(['/', '/data', '/data/%D0%B4', '/a//b', '/no%20such%20page'])('%s is well formed', (path) => {
  expect(isWellFormedPath(path)).toBe(true);
});
