/*
 * How a client of the Perspective API is changed to call this server: one source for the README and for the page of the
 * app, which a test holds together.
 */

export const PERSPECTIVE_HOST = 'https://commentanalyzer.googleapis.com';

/** A line as it is before the change, after it, or both. */
export interface MovingLine {
  readonly is: 'before' | 'after' | 'same';
  readonly text: string;
}

export interface MovingClient {
  readonly client: 'curl' | 'fetch' | 'node' | 'python' | 'coral' | 'discord';
  readonly lines: readonly MovingLine[];
}

const same = (text: string): MovingLine => ({ is: 'same', text });
const before = (text: string): MovingLine => ({ is: 'before', text });
const after = (text: string): MovingLine => ({ is: 'after', text });

/** The changes, with the address of a server. */
export function movingClients(address: string): readonly MovingClient[] {
  const old = PERSPECTIVE_HOST;
  const body = `'{"comment":{"text":"You are a stupid clown"},"requestedAttributes":{"TOXICITY":{}}}'`;
  return [
    {
      client: 'curl',
      lines: [
        before(`curl "${old}/v1alpha1/comments:analyze?key=$KEY" \\`),
        after(`curl "${address}/v1alpha1/comments:analyze?key=$TOKEN" \\`),
        same(`  --json ${body}`),
      ],
    },
    {
      client: 'fetch',
      lines: [
        before(`const url = \`${old}/v1alpha1/comments:analyze?key=\${key}\`;`),
        after(`const url = \`${address}/v1alpha1/comments:analyze?key=\${token}\`;`),
        same(`const body = { comment: { text }, requestedAttributes: { TOXICITY: {} } };`),
        same(`const headers = { 'Content-Type': 'application/json' };`),
        same(`const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });`),
        same('const { attributeScores } = await answer.json();'),
      ],
    },
    {
      client: 'node',
      lines: [
        same(`import { google } from 'googleapis';`),
        before(`const client = await google.discoverAPI('${old}/$discovery/rest?version=v1alpha1');`),
        after(`const client = await google.discoverAPI('${address}/$discovery/rest?version=v1alpha1');`),
        before('const { data } = await client.comments.analyze({ key, resource });'),
        after('const { data } = await client.comments.analyze({ key: token, resource });'),
      ],
    },
    {
      client: 'python',
      lines: [
        same('from googleapiclient import discovery'),
        before(`url = '${old}/$discovery/rest?version=v1alpha1'`),
        after(`url = '${address}/$discovery/rest?version=v1alpha1'`),
        before(`client = discovery.build('commentanalyzer', 'v1alpha1', developerKey=key,`),
        after(`client = discovery.build('commentanalyzer', 'v1alpha1', developerKey=token,`),
        same('                         discoveryServiceUrl=url, static_discovery=False)'),
        same('answer = client.comments().analyze(body=body).execute()'),
      ],
    },
    {
      client: 'coral',
      lines: [
        same('Configure > Moderation > Perspective'),
        before('API key:         the key of the Perspective API'),
        after('API key:         a token of this server'),
        before('Custom endpoint: empty'),
        after(`Custom endpoint: ${address}/v1alpha1`),
      ],
    },
    {
      client: 'discord',
      lines: [
        same('client.on(Events.MessageCreate, async (message) => {'),
        before(`  const perspective = await google.discoverAPI('${old}/$discovery/rest?version=v1alpha1');`),
        after(`  const perspective = await google.discoverAPI('${address}/$discovery/rest?version=v1alpha1');`),
        same(`  const resource = { comment: { text: message.content }, requestedAttributes: { TOXICITY: {} } };`),
        before('  const { data } = await perspective.comments.analyze({ key, resource });'),
        after('  const { data } = await perspective.comments.analyze({ key: token, resource });'),
        same('  if (data.attributeScores.TOXICITY.summaryScore.value > 0.9) await message.delete();'),
        same('});'),
      ],
    },
  ];
}

/** What a client has after the change, to copy. */
export function afterOf({ lines }: MovingClient): string {
  return lines
    .filter(({ is }) => is !== 'before')
    .map(({ text }) => text)
    .join('\n');
}

/** The change as a unified diff without a head. */
export function diffOf({ lines }: MovingClient): string {
  const signs = { before: '-', after: '+', same: ' ' };
  return lines.map(({ is, text }) => `${signs[is]}${text}`).join('\n');
}
