import { archiveFaultText, fileFaultText, kindText, unreadableText } from './faults';
import { bare, formats } from './format';
import { isolated } from './isolated';
import type { Sentences } from './sentences';

const { bytes, count, list, number } = formats.ru;
const quoted = (names: readonly string[]): string => list(names.map((name) => `«${isolated(name)}»`));
const SECONDS = { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' };
const LIMITED = {
  models: 'моделей',
  datasets: 'наборов данных',
  rows: 'строк в наборе данных',
  'tasks-of-token': 'незаконченных задач одного ключа',
  'loaded-models': 'загруженных моделей',
};
const IN_ROWS = { one: 'строке', other: 'строках' };
const ROWS = { one: 'строка', few: 'строки', many: 'строк', other: 'строки' };
const GROUPS = {
  one: 'группа строк, которые нельзя разделять',
  few: 'группы строк, которые нельзя разделять',
  many: 'групп строк, которые нельзя разделять',
  other: 'группы строк, которые нельзя разделять',
};

/** Что говорит каждая ошибка по-русски: что случилось, что нашлось, что делать. */
export const ru: Sentences = {
  'file-empty': ({ name }) => `Файл «${isolated(name)}» пуст. Нужен заголовок и хотя бы один комментарий.`,
  'file-binary': ({ name, kind, formats: known }) =>
    `«${isolated(name)}» похож на ${kindText('ru', kind)}, а не на таблицу с текстом. Сохраните его в формате, который можно прочитать (${list(known)}), и выберите снова.`,
  'file-not-text': ({ name, encoding, offset }) =>
    `«${isolated(name)}» перестаёт быть текстом в ${encoding} на байте ${number(offset)}. Сохраните его в UTF-8 или выберите другую кодировку.`,
  'file-starts-blank': ({ name, limitBytes }) =>
    `«${isolated(name)}» начинается с пустых строк, и их больше ${bytes(limitBytes)}. Удалите их и выберите файл снова.`,
  'file-header-missing': ({ name, firstLine }) =>
    `В «${isolated(name)}» нет заголовка: первая строка — «${isolated(firstLine)}». Добавьте строку с названиями столбцов.`,
  'file-header-only': ({ name }) =>
    `В «${isolated(name)}» есть заголовок, но нет строк под ним. Выберите файл с комментариями.`,
  'file-no-text-column': ({ name, columns }) =>
    `Ни один столбец «${isolated(name)}» не похож на комментарии. В файле есть ${quoted(columns)}: выберите, какой читать.`,
  'file-unreadable': ({ name, reason }) =>
    `«${isolated(name)}» не читается (${unreadableText('ru', reason)}). Если файл переместили или изменили, выберите его снова.`,
  'file-damaged': (params) =>
    `«${isolated(params.name)}» — не целый файл ${params.kind} (${fileFaultText('ru', params)}). Скопируйте или сохраните его снова.`,
  'file-too-many-columns': ({ name, columns, limit }) =>
    `В «${isolated(name)}» столбцов: ${number(columns)}, а прочитать можно не больше ${number(limit)}. Сохраните его часть — с комментариями и пометками.`,
  'reading-unsettled': ({ name, columns }) =>
    `Дальше в «${isolated(name)}» пометки в ${quoted(columns)} значат не то, что в начале файла. Ничего не сохранено: сначала просмотрите файл целиком и прочитайте его так, как это подскажет.`,
  'reading-unclear': ({ name, questions }) =>
    `Неясно, как читать «${isolated(name)}»: ${questions.map(isolated).join('; ')}.`,
  'file-too-large': ({ name, bytes: size, limitBytes }) =>
    `«${isolated(name)}» займёт ${size === null ? `больше ${bytes(limitBytes)}` : bytes(size)}, а прочитать здесь можно не больше ${bytes(limitBytes)}. Выберите часть файла или освободите место.`,
  'archive-damaged': (params) =>
    `«${isolated(params.name)}» повреждён (${archiveFaultText('ru', params)}). Скопируйте или скачайте его снова.`,
  'archive-encrypted': ({ name }) => `«${isolated(name)}» закрыт паролем. Распакуйте его и выберите файл из него.`,
  'archive-method': ({ name, method }) =>
    `«${isolated(name)}» сжат способом, который здесь не прочитать (номер ${number(method)}). Распакуйте его и выберите файл из него.`,
  'archive-ratio': ({ name, ratio, limit }) =>
    `«${isolated(name)}» при распаковке вырастает в ${number(ratio)} раз, а всё, что больше чем в ${number(limit)}, считается ловушкой. Если вы ему доверяете, распакуйте его и выберите файл из него.`,
  'archive-no-table': ({ name, formats: known }) =>
    `В «${isolated(name)}» нет файла, который можно прочитать: ${list(known)}.`,
  'archive-several': ({ name, files }) =>
    `В «${isolated(name)}» ${count(files.length, { one: 'файл', few: 'файла', many: 'файлов', other: 'файла' })}: ${quoted(files)}. Выберите, какой читать.`,
  'archive-file-missing': ({ name, file, files }) =>
    `В «${isolated(name)}» нет читаемого файла «${isolated(file)}». Там есть ${quoted(files)}.`,
  'json-broken': ({ name, line, column }) =>
    `JSON в «${isolated(name)}» испорчен: строка ${number(line)}, знак ${number(column)}. Исправьте его там или сохраните файл снова.`,
  'json-not-a-list': ({ name, got }) =>
    `«${isolated(name)}» начинается с «${got}», а файл JSON с комментариями — это список, и начинается он с «[». Выберите другой формат или сохраните один список.`,
  'json-no-records': ({ name, line, got }) =>
    `В строке ${number(line)} файла «${isolated(name)}» стоит ${got}, а комментарии читаются из объектов ({"text": …}) или строк в кавычках.`,
  'sheet-missing': ({ sheet, sheets }) => `Листа «${isolated(sheet)}» с данными нет. Есть ${quoted(sheets)}.`,
  'column-missing': ({ column, columns }) => `Столбца «${isolated(column)}» нет. В файле есть ${quoted(columns)}.`,
  'column-ambiguous': ({ column, positions }) =>
    `Столбцов с именем «${isolated(column)}» несколько (номера ${list(
      positions.map((position) => number(position)),
    )}). Оставьте одному из них это имя, остальные переименуйте.`,
  'csv-quote-unclosed': ({ line }) =>
    `Кавычка, открытая в строке ${number(line)}, нигде не закрыта. Закройте её в файле и импортируйте снова.`,
  'csv-field-too-large': ({ line, limitBytes }) =>
    `Ячейка, которая начинается в строке ${number(line)}, больше ${bytes(limitBytes)}. Чаще всего дело в пропущенной кавычке.`,
  'csv-row-too-wide': ({ line, limit }) =>
    `В строке таблицы, которая начинается в строке файла ${number(line)}, больше ${number(limit)} ячеек или лишних кавычек. Чаще всего дело в разделителе или в пропавшем конце строки.`,
  'rows-none-usable': ({ name, refused, line, columns }) =>
    `В «${isolated(name)}» ни одна строка таблицы не подходит к заголовку (столбцов в нём: ${number(columns)}, строк: ${number(refused)}); первая начинается в строке файла ${number(line)}. Выберите другой разделитель или исправьте файл.`,
  'labels-none-usable': ({ column, refused, examples }) =>
    `В столбце «${isolated(column)}» нет пригодных пометок: в ${count(refused, IN_ROWS)} стоит ${quoted(examples)}. Пометки — это 0 и 1, да и нет или доли от 0 до 1.`,
  'storage-full': ({ neededBytes, freeBytes }) => {
    const needed = neededBytes === null ? '' : ` Нужно около ${bytes(neededBytes)}`;
    const free = freeBytes === null ? '' : `${needed === '' ? ' Свободно' : ', свободно'} около ${bytes(freeBytes)}`;
    const numbers = needed + free === '' ? '' : `${needed}${free}.`;
    const full =
      freeBytes === null
        ? 'Места не осталось: заполнен либо диск этого устройства, либо та его доля, которую браузер отвёл этому сайту.'
        : 'Хранилище, которое браузер отвёл этому сайту, заполнено.';
    return `${full}${numbers} Недописанного не осталось. Удалите ненужный набор данных или модель либо освободите место на диске и попробуйте снова.`;
  },
  'storage-unavailable': ({ reason }) =>
    `Браузер не разрешает хранить данные (${bare(reason)}). Обычно причина в приватном окне или запрете данных сайтов.`,
  'storage-damaged': ({ fault, reason }) =>
    ({
      newer: `То, что хранится на этом устройстве, записала более новая версия Moderato, а эта его не читает. Загрузите страницу заново, чтобы получить новую версию.`,
      blocked: `В другом окне этого браузера открыта старая версия Moderato, она занимает хранилище. Закройте её и попробуйте снова.`,
      unopened: `Браузер не может открыть то, что хранится на этом устройстве (${bare(reason)}). Перезапустите браузер и проверьте, что диск не заполнен; если не поможет, хранилище повреждено.`,
      incomplete: `Части того, что хранится на этом устройстве, пропали: ${bare(reason)}. Остальное можно сохранить.`,
    })[fault],
  'dataset-missing': () => `Этого набора данных больше нет на устройстве. Выберите другой или импортируйте файл снова.`,
  'import-interrupted': ({ storedChunks, expectedChunks }) =>
    `Во время импорта данные сайта были удалены: из ${number(expectedChunks)} сохранённых фрагментов осталось ${number(storedChunks)}. Ничего не импортировано; откройте файл снова.`,
  'record-damaged': ({ store, name, reason }) =>
    `Запись о «${name}» на этом устройстве повреждена (${store}, ${bare(reason)}). Всё остальное работает; удалите её, затем импортируйте или обучите снова.`,
  'backup-foreign': ({ name }) =>
    `«${isolated(name)}» — не резервная копия Moderato. Ничего не изменено. Выберите файл, сохранённый на странице «Хранилище».`,
  'backup-too-new': ({ version, supported }) =>
    `У этой резервной копии формат ${number(version)}, а эта версия читает до ${number(supported)}. Ничего не изменено. Обновите Moderato и повторите восстановление.`,
  'backup-invalid': ({ name, entry, reason }) =>
    `Резервную копию «${isolated(name)}» использовать нельзя: содержимое ${isolated(entry)} не такое, каким было сохранено (${bare(reason)}). Ничего не изменено. Возьмите другой экземпляр этого файла.`,
  'backup-too-large': ({ limitBytes }) =>
    `Резервная копия получилась бы больше ${bytes(limitBytes)}, а больше в один файл не поместится. Сохраните часть наборов данных через экспорт, удалите их и попробуйте снова.`,
  'storage-busy': () =>
    `В этом или другом окне выполняется задача. Ничего не изменено. Дождитесь её конца или остановите её на странице «Задачи», затем попробуйте снова.`,
  'part-missing': ({ part, parts }) =>
    parts.length === 0
      ? `В наборе данных нет части «${isolated(part)}»: он не поделён.`
      : `В наборе данных нет части «${isolated(part)}». Есть ${quoted(parts)}.`,
  'model-missing': () => `Этой модели больше нет на устройстве. Выберите другую или импортируйте её файл снова.`,
  'comparison-label-missing': ({ name, label, labels }) =>
    `У модели «${isolated(name)}» нет метки «${isolated(label)}», по которой идёт сравнение; есть ${quoted(labels)}. Уберите эту модель или сравните по другой метке.`,
  'comparison-no-rows': () =>
    'Ни у одной строки нет метки, по которой можно сравнить модели. Выберите другой столбец меток или другие комментарии.',
  'label-unknown': ({ label, labels }) =>
    `У модели нет метки «${isolated(label)}». ${labels.length === 1 ? 'Её метка' : 'Её метки'}: ${quoted(labels)}.`,
  'language-without-model': ({ language, languages }) =>
    `Текст похож на «${isolated(language)}», а модели для этого языка нет: есть для ${list(languages)}. Чтобы всё же оценить его, назовите модель.`,
  'word-list-invalid': ({ list, line, entry, reason }) =>
    `Запись ${number(line)} в ${list} не подходит: «${isolated(entry)}» (${bare(reason)}). Напишите слово или фразу, до 200 знаков.`,
  'spec-invalid': ({ path, got, expected }) => `Настройка ${path} равна ${got}, а нужно ${expected}.`,
  'argument-invalid': ({ argument, got, expected }) => `${argument} равно ${got}, а нужно ${expected}.`,
  'pattern-invalid': ({ pattern, reason }) =>
    `«${isolated(pattern)}» — не регулярное выражение (${bare(reason)}). Исправьте его или ищите просто по буквам.`,
  'pattern-too-slow': ({ pattern, seconds }) =>
    `«${isolated(pattern)}» остановлено: на одном комментарии оно думало дольше ${number(seconds)} секунд. Избегайте повторов внутри повторов, таких как (a+)+.`,
  'training-one-class': ({ label, rows, positives, part }) =>
    part
      ? `В «${isolated(label)}» слишком мало строк одного класса: когда часть отложена для проверки или калибровки, для обучения остаётся ${count(rows, ROWS)}, токсичных — ${number(positives)}. Разметьте больше редкого класса или обучите без проверочной части, калибровки и правила порога.`
      : `В «${isolated(label)}» все строки (${number(rows)}) одного класса, токсичных — ${number(positives)}. Для обучения нужны примеры обоих.`,
  'training-too-few-rows': ({ rows, needed, reason, grouped }) =>
    `Есть ${count(rows, grouped ? GROUPS : ROWS)}, а нужно не меньше ${number(needed)} (${bare(reason)}).`,
  'vocabulary-empty': ({ documents, minDf, maxDf }) =>
    `Из ${count(documents, { one: 'комментария', other: 'комментариев' })} не осталось ни одного признака при minDf ${minDf} и maxDf ${maxDf}. Уменьшите minDf или увеличьте maxDf.`,
  'too-many-terms': ({ terms, limit }) =>
    `Разных признаков ${number(terms)}, а модель вмещает ${number(limit)}. Увеличьте minDf или задайте maxFeatures.`,
  'number-not-finite': ({ where, index }) =>
    `Число в ${where} (позиция ${number(index)}) не конечно или слишком велико. Ничего не изменилось.`,
  'shape-mismatch': ({ what, got, expected }) => `${what}: ${number(got)}, а ожидалось ${number(expected)}.`,
  'model-not-a-model': ({ name }) => `«${isolated(name)}» — не файл модели. Выберите файл с расширением .moderato.`,
  'model-too-new': ({ version, supported }) =>
    `У этого файла формат ${number(version)}, а эта версия читает до ${number(supported)}. Обновите Moderato и импортируйте файл снова.`,
  'model-cut-short': ({ got, expected }) =>
    `Файл модели обрывается: ${bytes(got)}${expected === null ? '' : ` вместо ${bytes(expected)}`}. Скопируйте или скачайте его снова.`,
  'model-corrupt': ({ where, got, expected }) =>
    `Файл модели повреждён (${where}): ${got} вместо ${expected}. Он не импортирован; скопируйте или скачайте его снова.`,
  'model-too-large': ({ bytes: size, limit }) =>
    `Файл модели занимает ${bytes(size)}, а открыть здесь можно не больше ${bytes(limit)}.`,
  'export-unsupported': ({ target, setting, got, expected }) =>
    `Эту модель нельзя записать для ${target}, оценки были бы другими: ${setting} равно ${got}, а нужно ${expected}. Обучите модель с такой настройкой или сохраните эту файлом .moderato.`,
  'export-limit': ({ format, what, got, limit }) => {
    const held =
      what === 'rows'
        ? `на листе помещается строк: ${number(limit)} вместе с названиями, а здесь ${number(got)}`
        : what === 'columns'
          ? `на листе помещается столбцов: ${number(limit)}, а здесь ${number(got)}`
          : what === 'cell'
            ? `в ячейке помещается символов: ${number(limit)}, а в одном комментарии ${number(got)}`
            : `до сжатия лист может занимать ${bytes(limit)}, а этот занял бы больше`;
    return `В файл ${format} это не поместится: ${held}. Сохраните таблицу в CSV или Parquet либо возьмите меньше строк.`;
  },
  'sklearn-invalid': ({ name, path, got, expected }) =>
    `«${isolated(name)}» — неполная модель scikit-learn: ${path} равно ${got}, а ожидалось ${expected}. Запишите её снова кодом из README.`,
  'sklearn-unsupported': ({ setting, got, expected }) =>
    `Эту модель scikit-learn нельзя использовать здесь: ${setting} равно ${got}, а нужно ${expected}.`,
  'defaults-unreadable': ({ where, reason }) =>
    `Список моделей, которые идут вместе с Moderato, не читается (${where}, ${bare(reason)}). Ваши модели работают как прежде.`,
  'default-unknown': ({ name, names }) => `Модели ${isolated(name)} в Moderato нет. Есть ${list(names.map(isolated))}.`,
  'default-unreachable': ({ name, reason }) =>
    `Модель «${isolated(name)}» загружается при первом использовании, а сейчас она недоступна (${bare(reason)}). Выйдите один раз в сеть или выберите модель, которая уже есть на устройстве.`,
  'dictionary-unreachable': ({ reason }) =>
    `Словарь русского языка загружается при первом использовании, а сейчас он недоступен (${bare(reason)}). Выйдите один раз в сеть или выберите основы или слова как написаны.`,
  'input-invalid': ({ path, got, expected }) =>
    path === '' ? `Запрос: ${got}; нужно: ${expected}.` : `${path}: ${got}; нужно: ${expected}.`,
  'procedure-unknown': ({ procedure }) =>
    `На сервере нет «${isolated(procedure)}». Что на нём есть, перечислено в /api/v1/openapi.json.`,
  'method-wrong': ({ procedure, got, expected }) => `${procedure} вызывают методом ${expected}, а не ${got}.`,
  'not-signed-in': ({ needed }) =>
    `Для этого нужен ключ с ролью ${needed}, а его нет в запросе. Пошлите его так: "Authorization: Bearer КЛЮЧ".`,
  'token-unknown': () => 'Сервер не знает этого ключа. Проверьте, целиком ли он скопирован, или попросите новый.',
  'token-expired': ({ expired }) => `Срок ключа истёк ${expired}. Попросите новый.`,
  'token-revoked': ({ revoked }) => `Ключ отозван ${revoked}. Попросите новый.`,
  'role-insufficient': ({ role, needed }) => `Для этого нужен ключ с ролью ${needed}, а у этого роль ${role}.`,
  'body-too-large': ({ limitBytes }) => `Запрос больше, чем принимает этот сервер: ${bytes(limitBytes)}.`,
  'rate-limited': ({ seconds, limit }) =>
    `С этим ключом или с этого адреса пришло больше запросов в минуту, чем можно (${number(limit)}). Повторите через ${count(seconds, SECONDS)}.`,
  'limit-reached': ({ what, limit }) => `Этот сервер хранит не больше: ${number(limit)} (${LIMITED[what]}).`,
  'queue-full': ({ limit }) => `В очереди уже ${number(limit)} — больше этот сервер не принимает. Повторите позже.`,
  'name-taken': ({ name }) => `Модель с названием «${isolated(name)}» уже есть. Выберите другое.`,
  'digest-mismatch': ({ got, expected }) =>
    `У того, что пришло, SHA-256 ${got}, а обещан был ${expected}. По дороге что-то изменилось: пошлите ещё раз.`,
  'model-not-loaded': ({ id }) => `Модель ${id} не загружена. Сначала загрузите её.`,
  'model-is-default': ({ name }) =>
    `«${isolated(name)}» входит в Moderato: она есть всегда, её нельзя изменить, выгрузить или удалить.`,
  'dataset-in-use': ({ id, task }) => `Набор данных ${id} нужен задаче ${task}. Отмените её или дождитесь конца.`,
  'task-missing': ({ id }) => `Задачи ${id} здесь нет.`,
  'task-finished': ({ id, state }) => `Задача ${id} уже закончена: ${state}.`,
  'task-id-taken': ({ id }) => `Номер ${id} принадлежит другой задаче. Выберите новый.`,
  'task-interrupted': ({ attempts }) =>
    `Исполнители остановились без результата (попыток: ${number(attempts)}). Возможно, не хватило памяти: возьмите меньше данных или слов либо обратитесь к тому, кто ведёт сервер.`,
  'server-stopping': () => 'Сервер останавливается. Повторите, когда он снова заработает.',
  'feedback-missing': ({ community, attribute }) =>
    `На сервере нет отзывов по ${attribute} ${community === '' ? 'от клиентов, которые не называют сообщество' : `из «${isolated(community)}»`}. Возможно, их удалили: обновите список.`,
  'token-missing': ({ id }) => `Ключа ${id} нет.`,
  'token-last-admin': () => 'Это последний ключ администратора. Сначала создайте другой.',
  'database-unavailable': ({ reason }) => `База данных сервера недоступна (${bare(reason)}). Повторите позже.`,
  'files-unavailable': ({ reason }) => `Хранилище файлов сервера недоступно (${bare(reason)}). Повторите позже.`,
  'database-too-new': ({ version, supported }) =>
    `Базу данных записала более новая версия Moderato (таблицы версии ${version}, здесь известна ${supported}). Возьмите ту версию.`,
  'data-folder-in-use': ({ folder, holder }) =>
    `Папкой ${folder} пользуется другой сервер Moderato (${holder}). Остановите его или задайте в DATA_DIR другую папку.`,
  'server-address-invalid': ({ got }) =>
    `«${isolated(got)}» — не адрес сервера. Вставьте ссылку целиком или адрес вида https://moderato.example.org.`,
  'server-unreachable': ({ address }) =>
    `${address} не отвечает. Возможно, сервер выключен, нет сети или в адресе ошибка. Всё, что есть здесь, работает.`,
  'server-slow': ({ address, seconds }) =>
    `${address} не ответил за ${count(seconds, SECONDS)}. Возможно, он занят. Всё, что есть здесь, работает; повторите позже.`,
  'server-blocked': ({ address }) =>
    `Политика безопасности этой страницы не разрешает ей соединяться с ${address}. Откройте приложение с того сервера или попросите того, кто ведёт этот, добавить ${address} в CONNECT_ORIGINS.`,
  'server-foreign': ({ address }) => `По адресу ${address} отвечает не сервер Moderato. Проверьте адрес.`,
  'server-version': ({ address, got, expected }) =>
    `У сервера ${address} версия ${got}, и это приложение (версия ${expected}) не понимает его ответа. Перезагрузите приложение или обновите то, что старее.`,
  'server-sign-in': ({ needed }) =>
    `Сервер хочет знать, кто спрашивает: нужен ключ с ролью ${needed}. Войдите на странице «Сервер».`,
  'server-lacks-model': () => 'Этой модели на сервере больше нет. Возможно, её там удалили.',
  'server-lacks-dataset': () => 'Этих комментариев на сервере больше нет. Повторите: они отправятся ещё раз.',
  'server-full': () =>
    'На диске сервера кончилось место. Обратитесь к тому, кто его ведёт. Здесь ничего не изменилось.',
  'consent-outdated': ({ name }) =>
    `Набор «${isolated(name)}» изменился с тех пор, как вы согласились его отправить, поэтому ничего не отправлено. Начните обучение заново на странице «Обучение».`,
  'app-part-missing': () =>
    'Часть приложения не загрузилась: возможно, пропала сеть или вышла новая версия. Сохранённое раньше цело; попробуйте ещё раз или загрузите страницу заново.',
  'worker-failed': ({ worker, reason }) =>
    `Фоновый процесс ${worker} остановился (${bare(reason)}). Сохранённое раньше цело; попробуйте снова, а если повторится — с меньшим объёмом.`,
  unexpected: ({ reason }) => `Случилось то, чего не должно было: ${bare(reason)}. Сохранённое раньше цело.`,
};
