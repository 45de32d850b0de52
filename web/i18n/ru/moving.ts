import type { moving as shape } from '../en/moving';

export const moving: typeof shape = {
  tab: 'Переход с Perspective API',
  title: 'Переход с Perspective API: сменить один адрес',
  intro:
    'Perspective API закрывается 31 декабря 2026 года. Сервер Moderato отвечает в его формате. То, что ему присылают, он оценивает и не хранит.',
  address: (address) => `В примерах — адрес сервера, которым вы пользуетесь: ${address}`,
  noServer:
    'Сервер не выбран, поэтому в примерах адрес сервера на вашей машине, каким его запускает `npm start`. Войдите на свой, и здесь будет его адрес.',
  toServer: 'К странице «Сервер»',
  keyTitle: 'Ключ',
  key: 'На самой машине сервера подойдёт любой ключ, и старый тоже, пока никто не создал ключ для читателя или участника. После этого, и везде, где сервер доступен с других машин, нужен такой ключ. Роли читателя достаточно. Веб-странице с другого адреса он нужен в `CORS_ORIGINS`.',
  clientsTitle: 'Что меняется',
  clients: {
    curl: 'curl',
    fetch: 'fetch',
    node: 'Node, googleapis',
    python: 'Python, google-api-python-client',
    coral: 'Coral',
    discord: 'Бот для Discord',
  },
  before: 'было',
  after: 'стало',
  copy: (client) => `Скопировать, как стало: ${client}`,
  tableTitle: 'Что так же, что иначе, чего нет',
  caption: 'Что так же, что иначе, чего нет',
  what: 'Что',
  how: 'Здесь',
  rows: [
    [
      'Так же',
      '`comments:analyze` со всеми параметрами, кроме `context`: он принимается и не используется (там он тоже не менял оценок) · оценки частей с позициями в UTF-16 · `scoreThreshold` · `dropUnsupportedAttributes` · `clientToken` · ошибки: статус, текст, который ищут клиенты, `errorType` · ключ в `?key=`, `x-goog-api-key`, `Authorization: Bearer` или `?access_token=` · имена в snake_case, `null`, числа строками · сжатые gzip запросы, какие шлют клиенты Google для Java и .NET',
    ],
    ['Английский', 'TOXICITY, SEVERE_TOXICITY, IDENTITY_ATTACK, INSULT, PROFANITY, THREAT'],
    ['Русский', 'TOXICITY'],
    ['Экспериментальные', 'За `TOXICITY_EXPERIMENTAL` и подобные отвечает атрибут без этого окончания'],
    ['Другие языки', 'нет: `LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE`, как и там для языка, которого у атрибута не было'],
    [
      'Другие атрибуты',
      'набор New York Times, FLIRTATION, SEXUALLY_EXPLICIT, «объединяющие»: та же ошибка, а с `dropUnsupportedAttributes` или `PERSPECTIVE_UNSUPPORTED=drop` они пропускаются. За них может отвечать своя модель (`PERSPECTIVE_MODELS`)',
    ],
    ['Оценки', 'другие модели — другие числа: выберите порог заново, на своих комментариях'],
    [
      'Общая оценка',
      'оценка всего комментария, прочитанного сразу, а не наибольшая из предложений. У комментария из одного предложения они совпадают. Без `spanAnnotations` одна часть охватывает весь комментарий',
    ],
    [
      'Модели',
      'меняются, только когда вы обновляете Moderato или меняете его настройки: `Moderato-Model` в ответе — это SHA-256 модели, которая ответила; свою модель называют так же',
    ],
    [
      '`Moderato-Unsure`',
      'новое: почему модель не может судить (`nothing`, `language`, `long`, `unknown`, `denied`), какой бы ни была оценка',
    ],
    ['Квота', 'нет, кроме `RATE_LIMIT`: 60 000 запросов в минуту с одного ключа'],
    [
      '`comments:suggestscore`',
      'проверяется, за него благодарят и забывают; хранится для обучения там, где вы это включили',
    ],
    ['`doNotStore`', 'всегда так: ничего из оцениваемого комментария не хранится и не попадает в журнал'],
    [
      '`fields`',
      'поля ответа, например `attributeScores/TOXICITY/summaryScore,languages`; маску, которую нельзя прочитать, сервер отвергает',
    ],
    ['`prettyPrint`, `quotaUser`', 'не учитываются'],
    ['Пакетный адрес Google, gRPC', 'нет; вместо этого `comments:batchAnalyze`'],
    ['Ограничения ключей, квоты на пользователя, консоль', 'нет'],
  ],
};
