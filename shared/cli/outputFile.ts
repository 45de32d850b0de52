import { randomBytes } from 'node:crypto';
import { constants, existsSync, rmSync, type Stats } from 'node:fs';
import { access, type FileHandle, lstat, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CodedError, systemErrorCode } from '#shared/base/errors';

/*
 * Every file that the runner writes. Bytes go to a temporary file next to the target, which replaces the target only
 * when all of them are on the disk: a run that fails or is interrupted leaves an earlier file as it was.
 */

/** An output being written. After `commit` or `discard` it accepts nothing more. */
export interface OutputFile {
  /** Resolves when the bytes have been passed to the operating system. */
  write(data: string | Uint8Array): Promise<void>;
  /** Makes the output visible under its name. */
  commit(): Promise<void>;
  /** Leaves the earlier file as it was. What was written to a pipe or a device stays written. */
  discard(): Promise<void>;
}

/** A file that the command reads, and the option that named it. */
export interface InputFile {
  readonly option: string;
  readonly path: string;
}

/** Where bytes really go: links are followed, so that a link stays a link when its target is replaced. */
interface Target {
  readonly path: string;
  /** Null if nothing is there yet. */
  readonly stats: Stats | null;
}

const LINKS_LIMIT = 40; // as Linux
const DESCRIPTOR = /^\/dev\/(stdin|stdout|stderr|fd\/\d+)$|^\/proc\/(self|\d+)\/fd\/\d+$/;
const STDOUT = /^\/dev\/(stdout|fd\/1)$|^\/proc\/self\/fd\/1$/;

/** True for a name of standard output, where messages would mix with the data. */
export function isStdout(path: string): boolean {
  return STDOUT.test(path);
}

/**
 * Refuses, before any work is done, a path where nothing can be written, and one that is the same file as an input: by
 * device and inode, so also through a symbolic or a hard link.
 * @throws CodedError `argument-invalid` for `option`.
 */
export async function checkOutput(path: string, inputs: readonly InputFile[], option = '--out'): Promise<void> {
  const refuse = (expected: string, cause?: unknown) =>
    new CodedError('argument-invalid', { argument: option, got: path, expected }, cause);
  const target = await targetOf(path);
  if (target.stats?.isDirectory()) throw refuse('the name of a file');
  for (const input of inputs) {
    if (!existsSync(input.path)) continue; // inline JSON, or an error that reading it reports
    const read = await stat(input.path);
    if (read.isFile() && target.stats && read.dev === target.stats.dev && read.ino === target.stats.ino) {
      throw refuse(`a file other than the one that ${input.option} reads`);
    }
  }
  try {
    if (target.stats) await access(target.path, constants.W_OK);
    // With the slash at its end, a file in the place of the folder is an error too.
    if (isReplaceable(path, target)) await access(`${dirname(target.path)}/`, constants.W_OK);
  } catch (error) {
    throw refuse('a file in a folder that exists and can be written to', error);
  }
}

/**
 * Opens `path` for writing. A pipe, a device or a descriptor such as /dev/stdout is written to directly.
 * Rejects with Node's error where that is not possible.
 */
export async function openOutput(path: string): Promise<OutputFile> {
  if (isStdout(path)) return streamOutput(process.stdout);
  const target = await targetOf(path);
  if (!isReplaceable(path, target)) return directOutput(await open(path, 'w'));
  const temporary = join(dirname(target.path), `.moderato-${randomBytes(8).toString('hex')}.tmp`);
  removeAtExit(temporary);
  try {
    const handle = await open(temporary, 'wx', target.stats ? target.stats.mode & 0o777 : 0o666);
    return temporaryOutput(handle, temporary, target);
  } catch (error) {
    forget(temporary);
    throw error;
  }
}

/** Writes a whole file; an earlier one stays as it was unless all of it could be written. */
export async function writeFileSafely(path: string, data: string | Uint8Array): Promise<void> {
  const output = await openOutput(path);
  try {
    await output.write(data);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function temporaryOutput(handle: FileHandle, temporary: string, { path, stats }: Target): OutputFile {
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await handle.close();
  };
  return {
    async write(data) {
      await handle.writeFile(data);
    },
    async commit() {
      if (stats) await handle.chmod(stats.mode & 0o7777); // the umask was applied when it was opened
      await handle.sync();
      await close();
      await rename(temporary, path);
      forget(temporary);
      await syncFolder(dirname(path));
    },
    async discard() {
      await close();
      await rm(temporary, { force: true });
      forget(temporary);
    },
  };
}

function directOutput(handle: FileHandle): OutputFile {
  return {
    async write(data) {
      await handle.writeFile(data);
    },
    commit: () => handle.close(),
    discard: () => handle.close(),
  };
}

/** @param stream stays open, since it belongs to the program; main.ts handles a reader that goes away. */
function streamOutput(stream: NodeJS.WritableStream): OutputFile {
  return {
    write: (data) =>
      new Promise((done, fail) => {
        stream.write(data, (error) => (error ? fail(error) : done()));
      }),
    async commit() {},
    async discard() {},
  };
}

/** Makes the new name durable. Windows has no such call for folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** An ordinary file, or none yet: only those are replaced by renaming. */
function isReplaceable(path: string, { stats }: Target): boolean {
  return !DESCRIPTOR.test(resolve(path)) && (stats === null || stats.isFile());
}

async function targetOf(path: string): Promise<Target> {
  let at = resolve(path);
  const stats = await statOf(at);
  if (stats) return { path: DESCRIPTOR.test(at) ? at : await realpath(at), stats };
  // Nothing is there, or a link to nothing: its target is the file to create.
  for (let links = 0; links < LINKS_LIMIT; links++) {
    const link = await orNull(lstat(at));
    if (!link?.isSymbolicLink()) break;
    at = resolve((await orNull(realpath(dirname(at)))) ?? dirname(at), await readlink(at));
  }
  return { path: at, stats: null };
}

function statOf(path: string): Promise<Stats | null> {
  return orNull(stat(path));
}

/** Null if there is no such file. */
async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemErrorCode(error))) return null;
    throw error;
  }
}

/** Temporary files that exist, to be removed however the process ends, short of being killed outright. */
const temporaries = new Set<string>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function removeAtExit(path: string): void {
  if (temporaries.size === 0) {
    process.on('exit', removeAll);
    for (const signal of SIGNALS) process.on(signal, endBy);
  }
  temporaries.add(path);
}

function forget(path: string): void {
  if (!temporaries.delete(path) || temporaries.size > 0) return;
  process.removeListener('exit', removeAll);
  for (const signal of SIGNALS) process.removeListener(signal, endBy);
}

function removeAll(): void {
  for (const path of temporaries) rmSync(path, { force: true });
}

/** Removes what is unfinished, then lets the signal end the process as it does without a listener. */
function endBy(signal: NodeJS.Signals): void {
  for (const path of [...temporaries]) {
    rmSync(path, { force: true });
    forget(path);
  }
  process.kill(process.pid, signal);
}
