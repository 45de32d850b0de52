import { CodedError } from '#shared/base/errors';
import { openBlobs } from '../../sync-server/blobs/openBlobs';
import { readConfig } from '../../sync-server/config';
import { DatasetService } from '../../sync-server/datasets/datasetService';
import { openDefaultShelf } from '../../sync-server/models/defaultShelf';
import { LoadedModels } from '../../sync-server/models/loadedModels';
import { ModelService } from '../../sync-server/models/modelService';
import { openDatabase } from '../../sync-server/store/database';
import { openWorkFolder } from '../../sync-server/store/workFolder';
import { readOptionsAndFiles } from './args';
import { printJson } from './io';
import { DEFAULTS_FOLDER } from './models';
import { serverCommand } from './serverCommands';

/** `rebuild`: for a database that was lost or restored from an older copy. Names are lost with it; ids are not. */
export async function runServer(argv: readonly string[]): Promise<void> {
  const { given, files: words } = readOptionsAndFiles(serverCommand, argv);
  if (words.join(' ') !== 'rebuild') {
    throw new CodedError('argument-invalid', {
      argument: 'server',
      got: words.join(' '),
      expected: serverCommand.usage,
    });
  }
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  const work = await openWorkFolder(config.DATA_DIR);
  try {
    const { tables, locks } = database;
    const blobs = await openBlobs(config.BLOB_STORE, config.DATA_DIR, tables, work.make);
    const shelf = await openDefaultShelf(DEFAULTS_FOLDER);
    const loaded = new LoadedModels(1, true);
    const models = new ModelService({
      tables,
      blobs,
      locks,
      shelf,
      loaded,
      maxModels: config.MAX_MODELS,
      loadOnPredict: false,
    });
    const result = {
      models: await models.rebuild(),
      datasets: await new DatasetService(tables, blobs, locks, config.MAX_DATASETS).rebuild(),
    };
    if (given.has('json')) return printJson(result);
    console.log(`models: ${result.models.added} added, ${result.models.dropped} without a file dropped`);
    console.log(`datasets: ${result.datasets.added} added, ${result.datasets.dropped} without a file dropped`);
    for (const line of result.models.unreadable) console.log(`cannot be read: ${line}`);
  } finally {
    await work.close();
    await database.close();
  }
}
