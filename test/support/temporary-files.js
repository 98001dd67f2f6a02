import { statfsSync } from "node:fs";

const inMemory = "/dev/shm";
const enough = 4 * 1024 ** 3;

/**
 * Where tests keep what they throw away: in memory where there is plenty, since most open a database of their own, which waits for
 * the disk a dozen times before anything is asked of it. What a disk does is tested on one that is mounted for that.
 */
export function temporaryFolder() {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize > enough ? inMemory : undefined;
  } catch {
    return undefined;
  }
}
