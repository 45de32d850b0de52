import { archiveFaultText, fileFaultText, kindText, unreadableText } from './faults';
import { bare, formats } from './format';
import { isolated } from './isolated';
import type { Sentences } from './sentences';

const { bytes, count, list, number } = formats.en;
const quoted = (names: readonly string[]): string => list(names.map((name) => `“${isolated(name)}”`));
const ROWS = { one: 'row', other: 'rows' };
const GROUPS = { one: 'group of rows that stay together', other: 'groups of rows that stay together' };
const SECONDS = { one: 'second', other: 'seconds' };
const TIMES = { one: 'time', other: 'times' };
const LIMITED = {
  models: 'models',
  datasets: 'datasets',
  rows: 'rows of a dataset',
  'tasks-of-token': 'unfinished tasks of one token',
  'loaded-models': 'models loaded at a time',
};

/** The English sentence of each error: what happened, what was found, what to do next. */
export const en: Sentences = {
  'file-empty': ({ name }) => `“${isolated(name)}” is empty. Choose a file with at least a header and one comment.`,
  'file-binary': ({ name, kind, formats: known }) =>
    `“${isolated(name)}” looks like ${kindText('en', kind)}, not a table of text. Save it in a format that can be read (${list(known)}) and choose that file.`,
  'file-not-text': ({ name, encoding, offset }) =>
    `“${isolated(name)}” stops being ${encoding} text at byte ${number(offset)}. Save it as UTF-8, or choose another encoding.`,
  'file-starts-blank': ({ name, limitBytes }) =>
    `“${isolated(name)}” begins with more than ${bytes(limitBytes)} of blank lines. Remove them and choose it again.`,
  'file-header-missing': ({ name, firstLine }) =>
    `“${isolated(name)}” has no header: its first line is “${isolated(firstLine)}”. Add a line that names the columns.`,
  'file-header-only': ({ name }) =>
    `“${isolated(name)}” has a header and no rows below it. Choose a file with comments in it.`,
  'file-no-text-column': ({ name, columns }) =>
    `No column of “${isolated(name)}” looks like comments. It has ${quoted(columns)}: choose the one to read.`,
  'file-unreadable': ({ name, reason }) =>
    `“${isolated(name)}” cannot be read (${unreadableText('en', reason)}). If it was moved or changed, choose it again.`,
  'file-damaged': (params) =>
    `“${isolated(params.name)}” is not a whole ${params.kind} file (${fileFaultText('en', params)}). Copy or save it again.`,
  'file-too-many-columns': ({ name, columns, limit }) =>
    `“${isolated(name)}” has ${number(columns)} columns, and ${number(limit)} is the most that can be read. Save a part of it, with the comments and their labels.`,
  'reading-unsettled': ({ name, columns }) =>
    `Further down in “${isolated(name)}” the labels in ${quoted(columns)} mean something else than its beginning shows. Nothing was kept: look at the whole file first, and read it as that suggests.`,
  'reading-unclear': ({ name, questions }) =>
    `It is not clear how to read “${isolated(name)}”: ${questions.map(isolated).join('; ')}.`,
  'file-too-large': ({ name, bytes: size, limitBytes }) =>
    `“${isolated(name)}” comes to ${size === null ? `more than ${bytes(limitBytes)}` : bytes(size)}, and ${bytes(limitBytes)} is the most that can be read here. Choose a part of it, or make room.`,
  'archive-damaged': (params) =>
    `“${isolated(params.name)}” is damaged (${archiveFaultText('en', params)}). Copy or download it again.`,
  'archive-encrypted': ({ name }) =>
    `“${isolated(name)}” is locked with a password. Unpack it, then choose the file in it.`,
  'archive-method': ({ name, method }) =>
    `“${isolated(name)}” is packed in a way that cannot be undone here (method ${number(method)}). Unpack it, then choose the file in it.`,
  'archive-ratio': ({ name, ratio, limit }) =>
    `“${isolated(name)}” unpacks to ${number(ratio)} times its size, and anything over ${number(limit)} times is taken for a trap. If you trust it, unpack it and choose the file in it.`,
  'archive-no-table': ({ name, formats: known }) =>
    `“${isolated(name)}” holds no file that can be read: ${list(known)}.`,
  'archive-several': ({ name, files }) =>
    `“${isolated(name)}” holds ${count(files.length, { one: 'file', other: 'files' })}: ${quoted(files)}. Choose the one to read.`,
  'archive-file-missing': ({ name, file, files }) =>
    `“${isolated(name)}” holds no file “${isolated(file)}” to read. It holds ${quoted(files)}.`,
  'json-broken': ({ name, line, column }) =>
    `The JSON in “${isolated(name)}” is broken on line ${number(line)}, at character ${number(column)}. Fix it there, or save the file again.`,
  'json-not-a-list': ({ name, got }) =>
    `“${isolated(name)}” begins with “${got}”, and a JSON file of comments is a list, which begins with “[”. Choose another format, or save the list alone.`,
  'json-no-records': ({ name, line, got }) =>
    `Line ${number(line)} of “${isolated(name)}” is ${got}, and comments are read from objects ({"text": …}) or strings.`,
  'sheet-missing': ({ sheet, sheets }) =>
    `There is no sheet “${isolated(sheet)}” with anything in it. There is ${quoted(sheets)}.`,
  'column-missing': ({ column, columns }) =>
    `There is no column “${isolated(column)}”. The file has ${quoted(columns)}.`,
  'column-ambiguous': ({ column, positions }) =>
    `${count(positions.length, { one: 'column is', other: 'columns are' })} called “${isolated(column)}” (numbers ${list(
      positions.map((position) => number(position)),
    )}). Rename all but one in the file.`,
  'csv-quote-unclosed': ({ line }) =>
    `A quotation mark opened on line ${number(line)} is never closed. Close it in the file, then import again.`,
  'csv-field-too-large': ({ line, limitBytes }) =>
    `A cell that starts on line ${number(line)} is larger than ${bytes(limitBytes)}. A missing quotation mark is the usual cause.`,
  'csv-row-too-wide': ({ line, limit }) =>
    `The row that starts on line ${number(line)} has more than ${number(limit)} cells or stray quotation marks. A wrong delimiter or a missing line end is the usual cause.`,
  'rows-none-usable': ({ name, refused, line, columns }) =>
    `None of the ${count(refused, ROWS)} of “${isolated(name)}” fits its header of ${count(columns, { one: 'column', other: 'columns' })}; the first is on line ${number(line)}. Choose another delimiter, or fix the file.`,
  'labels-none-usable': ({ column, refused, examples }) =>
    `“${isolated(column)}” has no usable label in ${count(refused, ROWS)}; it holds ${quoted(examples)}. Labels are 0 and 1, yes and no, or shares from 0 to 1.`,
  'storage-full': ({ neededBytes, freeBytes }) => {
    const needed = neededBytes === null ? '' : ` About ${bytes(neededBytes)} is needed`;
    const free = freeBytes === null ? '' : `${needed === '' ? ' About' : ', about'} ${bytes(freeBytes)} is free`;
    const numbers = needed + free === '' ? '' : `${needed}${free}.`;
    const full =
      freeBytes === null
        ? `There is no room left: either the disk of this device is full, or the browser's share of it for this site.`
        : `The browser's storage for this site is full.`;
    return `${full}${numbers} Nothing half-written was kept. Remove a dataset or a model you no longer need, or free some space on the disk, then try again.`;
  },
  'storage-unavailable': ({ reason }) =>
    `This browser does not let the app keep data (${bare(reason)}). A private window or blocked site data is the usual cause.`,
  'storage-damaged': ({ fault, reason }) =>
    ({
      newer: `What is kept on this device was written by a newer version of Moderato, and this version cannot read it. Load the page again to get the newest version.`,
      blocked: `Another window of this browser runs an older version of Moderato and holds what is kept here. Close it, then try again.`,
      unopened: `The browser cannot open what is kept on this device (${bare(reason)}). Restart the browser and see that the disk is not full; if that does not help, it is damaged.`,
      incomplete: `Parts of what is kept on this device are missing: ${bare(reason)}. What is left can be saved.`,
    })[fault],
  'dataset-missing': () => `This dataset is no longer on the device. Choose another one, or import the file again.`,
  'import-interrupted': ({ storedChunks, expectedChunks }) =>
    `Something deleted this site’s data during the import: ${number(storedChunks)} of ${number(expectedChunks)} stored pieces are left. Nothing was imported; open the file again.`,
  'record-damaged': ({ store, name, reason }) =>
    `What is stored of “${name}” on this device is damaged (${store}, ${bare(reason)}). Everything else still works; remove it, and import or train it again.`,
  'backup-foreign': ({ name }) =>
    `“${isolated(name)}” is not a backup of Moderato. Nothing was changed. Choose a file that was saved on the Storage page.`,
  'backup-too-new': ({ version, supported }) =>
    `This backup has format ${number(version)}; this version reads up to ${number(supported)}. Nothing was changed. Update Moderato, then restore it again.`,
  'backup-invalid': ({ name, entry, reason }) =>
    `The backup “${isolated(name)}” cannot be used: ${isolated(entry)} is not as it was saved (${bare(reason)}). Nothing was changed. Choose another copy of it.`,
  'backup-too-large': ({ limitBytes }) =>
    `The backup would be larger than ${bytes(limitBytes)}, which is the most that one file can hold. Save some datasets with Export, remove them, then try again.`,
  'storage-busy': () =>
    `A task is under way, in this window or another. Nothing was changed. Wait for its end, or stop it on the Tasks page, then try again.`,
  'part-missing': ({ part, parts }) =>
    parts.length === 0
      ? `The dataset has no part “${isolated(part)}”: it is not divided.`
      : `The dataset has no part “${isolated(part)}”. Its parts are ${quoted(parts)}.`,
  'model-missing': () => `This model is no longer on the device. Choose another one, or import its file again.`,
  'comparison-label-missing': ({ name, label, labels }) =>
    `“${isolated(name)}” has no label “${isolated(label)}” to compare by; it has ${quoted(labels)}. Leave it out, or compare by another label.`,
  'comparison-no-rows': () =>
    'No row has a label that the models can be compared by. Choose another label column, or other comments.',
  'label-unknown': ({ label, labels }) =>
    `The model has no label “${isolated(label)}”. ${labels.length === 1 ? 'Its label is' : 'Its labels are'} ${quoted(labels)}.`,
  'language-without-model': ({ language, languages }) =>
    `The text looks like “${isolated(language)}”, and no model here reads that: there are models for ${list(languages)}. Name a model to score it all the same.`,
  'word-list-invalid': ({ list, line, entry, reason }) =>
    `Entry ${number(line)} of ${list} cannot be used: “${isolated(entry)}” (${bare(reason)}). Write a word or a phrase, up to 200 characters.`,
  'spec-invalid': ({ path, got, expected }) => `The setting ${path} is ${got}; it must be ${expected}.`,
  'argument-invalid': ({ argument, got, expected }) => `${argument} is ${got}; it must be ${expected}.`,
  'pattern-invalid': ({ pattern, reason }) =>
    `“${isolated(pattern)}” is not a valid regular expression (${bare(reason)}). Fix it, or search for the text as it is.`,
  'pattern-too-slow': ({ pattern, seconds }) =>
    `“${isolated(pattern)}” was stopped: on one comment it took longer than ${number(seconds)} seconds. Avoid repeats within repeats, such as (a+)+.`,
  'training-one-class': ({ label, rows, positives, part }) =>
    part
      ? `“${isolated(label)}” has too few rows of one class: of the ${count(rows, ROWS)} that are left to learn from where some are set aside to measure or to calibrate, ${number(positives)} are toxic. Label more of the rarer class, or train without a hold-out, calibration and threshold rule.`
      : `All ${count(rows, ROWS)} of “${isolated(label)}” are of one class (${number(positives)} toxic). Training needs examples of both.`,
  'training-too-few-rows': ({ rows, needed, reason, grouped }) =>
    `There ${rows === 1 ? 'is' : 'are'} ${count(rows, grouped ? GROUPS : ROWS)}, and at least ${number(needed)} are needed (${bare(reason)}).`,
  'vocabulary-empty': ({ documents, minDf, maxDf }) =>
    `No term is left of ${count(documents, { one: 'comment', other: 'comments' })} with minDf ${minDf} and maxDf ${maxDf}. Lower minDf or raise maxDf.`,
  'too-many-terms': ({ terms, limit }) =>
    `${number(terms)} different terms are more than the ${number(limit)} a model can hold. Raise minDf or set maxFeatures.`,
  'number-not-finite': ({ where, index }) =>
    `A number in ${where} (position ${number(index)}) is not finite, or too large to compute with. Nothing was changed.`,
  'shape-mismatch': ({ what, got, expected }) => `${what}: ${number(got)} where ${number(expected)} were expected.`,
  'model-not-a-model': ({ name }) => `“${isolated(name)}” is not a model file. Choose a file that ends in .moderato.`,
  'model-too-new': ({ version, supported }) =>
    `This model file has format ${number(version)}; this version reads up to ${number(supported)}. Update Moderato, then import it again.`,
  'model-cut-short': ({ got, expected }) =>
    `The model file is cut short: ${bytes(got)} are there${expected === null ? '' : ` of ${bytes(expected)}`}. Copy or download it again.`,
  'model-corrupt': ({ where, got, expected }) =>
    `The model file is damaged at ${where}: ${got} where ${expected} was expected. It was not imported; copy or download it again.`,
  'model-too-large': ({ bytes: size, limit }) =>
    `The model file is ${bytes(size)}, larger than the ${bytes(limit)} that can be opened here.`,
  'export-unsupported': ({ target, setting, got, expected }) =>
    `This model cannot be written for ${target}, which could not compute the same scores: ${setting} is ${got} and would have to be ${expected}. Train one with that setting, or save it as a .moderato file.`,
  'export-limit': ({ format, what, got, limit }) => {
    const held =
      what === 'rows'
        ? `a sheet holds ${number(limit)} rows with that of the names, and these are ${number(got)}`
        : what === 'columns'
          ? `a sheet holds ${number(limit)} columns, and these are ${number(got)}`
          : what === 'cell'
            ? `a cell holds ${number(limit)} characters, and one comment has ${number(got)}`
            : `a sheet may take ${bytes(limit)} before it is packed, and this one would take more`;
    return `${format} cannot hold this: ${held}. Save it as CSV or Parquet, or fewer rows of it.`;
  },
  'sklearn-invalid': ({ name, path, got, expected }) =>
    `“${isolated(name)}” is not a complete scikit-learn model: ${path} is ${got} where ${expected} was expected. Write it again with the snippet in the README.`,
  'sklearn-unsupported': ({ setting, got, expected }) =>
    `This scikit-learn model cannot be used here: ${setting} is ${got}; it must be ${expected}.`,
  'defaults-unreadable': ({ where, reason }) =>
    `The list of the models that come with Moderato cannot be read (${where}, ${bare(reason)}). Your own models work as before.`,
  'default-unknown': ({ name, names }) =>
    `No model called ${isolated(name)} comes with Moderato. There are ${list(names.map(isolated))}.`,
  'default-unreachable': ({ name, reason }) =>
    `The model “${isolated(name)}” is fetched the first time it is used, and it cannot be reached now (${bare(reason)}). Go online once, or choose a model that is on the device.`,
  'dictionary-unreachable': ({ reason }) =>
    `The Russian dictionary is fetched the first time it is used, and it cannot be reached now (${bare(reason)}). Go online once, or choose stems or words as written.`,
  'input-invalid': ({ path, got, expected }) =>
    path === '' ? `The request is ${got}; it must be ${expected}.` : `${path} is ${got}; it must be ${expected}.`,
  'procedure-unknown': ({ procedure }) =>
    `The server has no “${isolated(procedure)}”. What it has is listed at /api/v1/openapi.json.`,
  'method-wrong': ({ procedure, got, expected }) => `${procedure} is asked for by ${expected}, not by ${got}.`,
  'not-signed-in': ({ needed }) =>
    `This needs a token of the role ${needed}, and none was sent. Send it as "Authorization: Bearer TOKEN".`,
  'token-unknown': () => 'The server does not know this token. Check that it was copied whole, or ask for a new one.',
  'token-expired': ({ expired }) => `This token expired on ${expired}. Ask for a new one.`,
  'token-revoked': ({ revoked }) => `This token was revoked on ${revoked}. Ask for a new one.`,
  'role-insufficient': ({ role, needed }) =>
    `This needs a token of the role ${needed}; the one that was sent is of the role ${role}.`,
  'body-too-large': ({ limitBytes }) => `The request is larger than the ${bytes(limitBytes)} that this server accepts.`,
  'rate-limited': ({ seconds, limit }) =>
    `More than ${number(limit)} requests a minute came with this token or from this address. Try again in ${count(seconds, SECONDS)}.`,
  'limit-reached': ({ what, limit }) => `This server keeps at most ${number(limit)} ${LIMITED[what]}.`,
  'queue-full': ({ limit }) =>
    `${number(limit)} tasks are waiting, which is all that this server accepts. Try again later.`,
  'name-taken': ({ name }) => `Another model is called “${isolated(name)}”. Choose another name.`,
  'digest-mismatch': ({ got, expected }) =>
    `What arrived has the SHA-256 ${got}, and ${expected} was announced. Something changed it on the way: send it again.`,
  'model-not-loaded': ({ id }) => `The model ${id} is not loaded. Load it first.`,
  'model-is-default': ({ name }) =>
    `“${isolated(name)}” comes with Moderato: it is always here, and cannot be changed, unloaded or removed.`,
  'dataset-in-use': ({ id, task }) =>
    `The task ${task} needs the dataset ${id}. Cancel it first, or wait until it ends.`,
  'task-missing': ({ id }) => `There is no task ${id} here.`,
  'task-finished': ({ id, state }) => `The task ${id} has ended already: it is ${state}.`,
  'task-id-taken': ({ id }) => `The id ${id} belongs to another task. Choose a new one.`,
  'task-interrupted': ({ attempts }) =>
    `The workers that did this stopped without a result, ${count(attempts, TIMES)}. Perhaps memory ran out: try less data, fewer terms, or ask whoever runs the server.`,
  'server-stopping': () => 'The server is being stopped. Try again when it is back.',
  'feedback-missing': ({ community, attribute }) =>
    `The server keeps no feedback on ${attribute} from ${community === '' ? 'clients that name no community' : `“${isolated(community)}”`}. Somebody may have removed it: look at the list again.`,
  'token-missing': ({ id }) => `There is no token ${id}.`,
  'token-last-admin': () => 'This is the last token of an admin. Create another one before you revoke it.',
  'database-unavailable': ({ reason }) => `The server's database cannot be reached (${bare(reason)}). Try again later.`,
  'files-unavailable': ({ reason }) =>
    `The server's store of files cannot be reached (${bare(reason)}). Try again later.`,
  'database-too-new': ({ version, supported }) =>
    `The database was written by a newer Moderato (version ${version} of its tables; this one knows ${supported}). Use that version.`,
  'data-folder-in-use': ({ folder, holder }) =>
    `Another Moderato server (${holder}) uses the folder ${folder}. Stop it, or set DATA_DIR to another folder.`,
  'server-address-invalid': ({ got }) =>
    `“${isolated(got)}” is not the address of a server. Paste the whole link, or an address such as https://moderato.example.org.`,
  'server-unreachable': ({ address }) =>
    `${address} does not answer. The server may be down, this device may be offline, or the address may be wrong. What is here keeps working.`,
  'server-slow': ({ address, seconds }) =>
    `${address} did not answer within ${count(seconds, SECONDS)}. It may be busy. What is here keeps working; try again later.`,
  'server-blocked': ({ address }) =>
    `The security policy of this page does not let it connect to ${address}. Open the app from that server, or ask whoever runs this one to add ${address} to CONNECT_ORIGINS.`,
  'server-foreign': ({ address }) => `What answers at ${address} is not a Moderato server. Check the address.`,
  'server-version': ({ address, got, expected }) =>
    `The server at ${address} has version ${got}, and this app, version ${expected}, does not understand its answer. Reload the app, or update whichever is older.`,
  'server-sign-in': ({ needed }) =>
    `The server wants to know who is asking: this needs a token of the role ${needed}. Sign in on the Server page.`,
  'server-lacks-model': () => 'The model is no longer on the server. Somebody may have removed it there.',
  'server-lacks-dataset': () => 'The comments are no longer on the server. Try again: they are sent once more.',
  'server-full': () => 'The disk of the server is full. Ask whoever runs it. Nothing here was changed.',
  'consent-outdated': ({ name }) =>
    `“${isolated(name)}” has changed since you agreed to send it, so nothing was sent. Start the training again from the Train page.`,
  'app-part-missing': () =>
    'A part of the app could not be loaded: the network may be down, or a new version has just replaced this one. What was saved before is safe; try again, or load the page again.',
  'worker-failed': ({ worker, reason }) =>
    `The background ${worker} process stopped (${bare(reason)}). What was saved before is safe; try again, with less data if it happens twice.`,
  unexpected: ({ reason }) =>
    `Something went wrong that should not have: ${bare(reason)}. What was saved before is safe.`,
};
