import { PERSPECTIVE_PATH } from '#shared/api/perspective';

/*
 * The description that Google's generated clients read before they call: what the methods are, where, and what goes in
 * and out. Its addresses are those of the server that was asked.
 */

const string = { type: 'string' } as const;
const boolean = { type: 'boolean' } as const;
const float = { type: 'number', format: 'float' } as const;
const int32 = { type: 'integer', format: 'int32' } as const;
const strings = { type: 'array', items: string } as const;
const ref = (name: string) => ({ $ref: name });
const listOf = (name: string) => ({ type: 'array', items: ref(name) });
const mapOf = (name: string) => ({ type: 'object', additionalProperties: ref(name) });
const object = (id: string, properties: Readonly<Record<string, unknown>>) => ({ id, type: 'object', properties });
const scoreType = { type: 'string', enum: ['SCORE_TYPE_UNSPECIFIED', 'PROBABILITY'] } as const;

const REQUEST_OPTIONS = {
  requestedAttributes: mapOf('AttributeParameters'),
  languages: strings,
  context: ref('Context'),
  doNotStore: boolean,
  clientToken: string,
  sessionId: string,
  communityId: string,
  spanAnnotations: boolean,
  dropUnsupportedAttributes: boolean,
  reasons: { ...boolean, description: 'Add the words that decided. Not in the original format.' },
};

const SCHEMAS = [
  object('AnalyzeCommentRequest', { comment: ref('TextEntry'), ...REQUEST_OPTIONS }),
  object('AnalyzeCommentResponse', {
    attributeScores: mapOf('AttributeScores'),
    languages: strings,
    detectedLanguages: strings,
    clientToken: string,
  }),
  object('BatchAnalyzeCommentsRequest', { requests: listOf('AnalyzeCommentRequest'), ...REQUEST_OPTIONS }),
  object('BatchAnalyzeCommentsResponse', { responses: { type: 'array', items: { type: 'any' } } }),
  object('SuggestCommentScoreRequest', {
    comment: ref('TextEntry'),
    attributeScores: mapOf('AttributeScores'),
    languages: strings,
    context: ref('Context'),
    clientToken: string,
    sessionId: string,
    communityId: string,
  }),
  object('SuggestCommentScoreResponse', {
    clientToken: string,
    detectedLanguages: strings,
    requestedLanguages: strings,
  }),
  object('AttributeParameters', { scoreType, scoreThreshold: float }),
  object('AttributeScores', {
    summaryScore: ref('Score'),
    spanScores: listOf('SpanScore'),
    reasons: listOf('Reason'),
    unsure: string,
  }),
  object('SpanScore', { begin: int32, end: int32, score: ref('Score') }),
  object('Score', { value: float, type: scoreType }),
  object('Reason', { begin: int32, end: int32, text: string, contribution: float }),
  object('TextEntry', { text: string, type: { type: 'string', enum: ['TEXT_TYPE_UNSPECIFIED', 'PLAIN_TEXT'] } }),
  object('Context', { entries: listOf('TextEntry'), articleAndParentComment: ref('ArticleAndParentComment') }),
  object('ArticleAndParentComment', { article: ref('TextEntry'), parentComment: ref('TextEntry') }),
];

function method(name: string, id: string, request: string, response: string, description: string) {
  const path = `${PERSPECTIVE_PATH.slice(1)}/comments:${name}`;
  return {
    id: `commentanalyzer.comments.${id}`,
    path,
    flatPath: path,
    httpMethod: 'POST',
    description,
    parameters: {},
    parameterOrder: [],
    request: ref(request),
    response: ref(response),
  };
}

/** @param origin of the request, such as `http://localhost:4173`. */
export function discoveryDocument(origin: string) {
  const query = (description: string, more: Readonly<Record<string, unknown>> = {}) => ({
    type: 'string',
    location: 'query',
    description,
    ...more,
  });
  return {
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    id: 'commentanalyzer:v1alpha1',
    name: 'commentanalyzer',
    canonicalName: 'Comment Analyzer',
    version: 'v1alpha1',
    version_module: true,
    revision: '0',
    title: 'Moderato, in the format of the Perspective Comment Analyzer API',
    description: 'How likely a comment is to be toxic, and in what way.',
    protocol: 'rest',
    rootUrl: `${origin}/`,
    baseUrl: `${origin}/`,
    servicePath: '',
    batchPath: 'batch',
    fullyEncodeReservedExpansion: true,
    parameters: {
      key: query('A token of the server.'),
      access_token: query('A token of the server.'),
      alt: query('Always json.', { enum: ['json'], default: 'json' }),
      fields: query('The fields that are sent, such as attributeScores/TOXICITY/summaryScore,languages.'),
      prettyPrint: { type: 'boolean', location: 'query', default: 'true', description: 'Ignored.' },
      quotaUser: query('Ignored.'),
      '$.xgafv': query('Ignored: there is one format of errors.', { enum: ['1', '2'] }),
    },
    schemas: Object.fromEntries(SCHEMAS.map((schema) => [schema.id, schema])),
    resources: {
      comments: {
        methods: {
          analyze: method(
            'analyze',
            'analyze',
            'AnalyzeCommentRequest',
            'AnalyzeCommentResponse',
            'Scores a comment by the attributes that are asked for.',
          ),
          batchAnalyze: method(
            'batchAnalyze',
            'batchAnalyze',
            'BatchAnalyzeCommentsRequest',
            'BatchAnalyzeCommentsResponse',
            'Scores up to 1,000 comments, in order; each answer is a response or an error.',
          ),
          suggestscore: method(
            'suggestscore',
            'suggestscore',
            'SuggestCommentScoreRequest',
            'SuggestCommentScoreResponse',
            'Accepts what the score should have been. It is kept where the feedback of its community is switched on.',
          ),
        },
      },
    },
  };
}
