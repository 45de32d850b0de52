/** See `builtRunner.mjs`. */
export function builtRunner(root?: string): Promise<URL>;
