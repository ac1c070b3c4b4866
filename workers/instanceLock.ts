import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One Parley for a data directory: a second one would take the first one's database away.
 * @throws when another is running, or where no folder can be
 */
export async function lockDataDir(dataDir: string): Promise<AsyncDisposable> {
  const file = join(dataDir, 'parley.pid');
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new Error(`DATA_DIR: ${dataDir} cannot be used as a folder`, { cause });
  });
  const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (pid > 0 && pid !== process.pid && (await isSupervisor(pid)))
    throw new Error(`Parley is running already with the data in ${dataDir} (process ${pid}).`);
  await writeFile(file, String(process.pid));
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** Process ids are used again; where `/proc` is missing, a living process is taken for ours. */
async function isSupervisor(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'supervisor');
  return command.includes('supervisor');
}
