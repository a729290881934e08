/** Files that a command reads and writes, and what can be wrong with them, in a sentence. */
import { open, rename, rm } from 'node:fs/promises';
import { OperatorError, reasonOf } from '../errors.ts';

export function fileFault(path: string, error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return new OperatorError(`There is no ${path}; check the path.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new OperatorError(`${path} may not be opened; check its permissions.`);
    case 'EISDIR':
      return new OperatorError(`${path} is a folder; name a file.`);
    case 'ENOSPC':
      return new OperatorError(`The disk of ${path} is full; make room, then try again.`);
    default:
      return new OperatorError(`${path}: ${reasonOf(error)}`);
  }
}

/**
 * Writes beside the file and renames when all is on the disk: a reader sees the old file or the whole new one.
 * Only its owner may read it, for it holds people's addresses. Throws OperatorError.
 */
export async function writeWhole(
  path: string,
  write: (put: (bytes: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const half = `${path}.new`;
  try {
    const file = await open(half, 'w', 0o600);
    try {
      await write(
        async (bytes) => void (await file.write(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)),
      );
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error instanceof Error && 'code' in error ? fileFault(path, error) : error;
  }
}
