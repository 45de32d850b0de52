import type { MovingClient } from '#shared/api/moving';

const clients: Record<MovingClient['client'], string> = {
  curl: 'curl',
  fetch: 'fetch',
  node: 'Node, googleapis',
  python: 'Python, google-api-python-client',
  coral: 'Coral',
  discord: 'A Discord bot',
};

/** How to move a client of the Perspective API to a server of Moderato. Text between backticks is code. */
export const moving = {
  tab: 'Moving from the Perspective API',
  title: 'Move from the Perspective API by changing one address',
  intro:
    'The Perspective API closes on 31 December 2026. A server of Moderato answers in its format. What goes to it is scored there and not kept.',
  address: (address: string) => `The examples have the address of the server that you use: ${address}`,
  noServer:
    'No server is chosen, so the examples have the address of one on your own machine, as `npm start` runs it. Sign in to yours, and they have its address.',
  toServer: 'To the Server page',
  keyTitle: 'The key',
  key: 'On the machine of the server any key will do, the old one too, until somebody makes a token for readers or contributors. From then on, and wherever other machines can reach the server, the key is such a token. The role reader is enough. A web page of another address needs it in `CORS_ORIGINS`.',
  clientsTitle: 'What changes',
  clients,
  before: 'before',
  after: 'after',
  copy: (client: string) => `Copy what it is after the change: ${client}`,
  tableTitle: 'What is the same, what differs, what is not there',
  caption: 'What is the same, what differs, what is not there',
  what: 'What',
  how: 'Here',
  rows: [
    [
      'Same',
      "`comments:analyze` with every option but `context`, which is accepted and not used (there, too, it did not change scores) · span scores with UTF-16 offsets · `scoreThreshold` · `dropUnsupportedAttributes` · `clientToken` · errors: status, text that clients match, `errorType` · key as `?key=`, `x-goog-api-key`, `Authorization: Bearer` or `?access_token=` · snake_case names, `null`, numbers as strings · gzipped requests, which Google's clients for Java and .NET send",
    ],
    ['English', 'TOXICITY, SEVERE_TOXICITY, IDENTITY_ATTACK, INSULT, PROFANITY, THREAT'],
    ['Russian', 'TOXICITY'],
    ['Experimental', '`TOXICITY_EXPERIMENTAL` and its like are answered by the attribute without the suffix'],
    [
      'Other languages',
      'none: `LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE`, as for a language that an attribute did not have there',
    ],
    [
      'Other attributes',
      'the New York Times set, FLIRTATION, SEXUALLY_EXPLICIT, the bridging ones: the same error, or left out with `dropUnsupportedAttributes` or `PERSPECTIVE_UNSUPPORTED=drop`. A model of your own can answer them (`PERSPECTIVE_MODELS`)',
    ],
    ['Scores', 'other models, other numbers: choose the threshold anew, on comments of your own'],
    [
      'Summary',
      'the score of the whole comment, read at once; not the maximum of its sentences. A comment of one sentence has the same value in both. Without `spanAnnotations` one span covers the comment',
    ],
    [
      'Models',
      'change only when you update Moderato or its settings: `Moderato-Model` in the answer is the SHA-256 of the model that answered, and a model of your own is named by it',
    ],
    [
      '`Moderato-Unsure`',
      'new: why the model cannot tell (`nothing`, `language`, `long`, `unknown`, `denied`), whatever the score says',
    ],
    ['Quota', 'none but `RATE_LIMIT`, 60,000 requests a minute from one key'],
    ['`comments:suggestscore`', 'checked, thanked for and forgotten; kept to train from where you switched that on'],
    ['`doNotStore`', 'always so: nothing of a comment that is analysed is stored or logged'],
    [
      '`fields`',
      'the fields that are sent, as `attributeScores/TOXICITY/summaryScore,languages`; a mask that cannot be read is refused',
    ],
    ['`prettyPrint`, `quotaUser`', 'ignored'],
    ["Google's batch endpoint, gRPC", 'not there; see `comments:batchAnalyze`'],
    ['Key restrictions, quotas per user, a console', 'not there'],
  ] satisfies [string, string][] as readonly (readonly [string, string])[],
};
