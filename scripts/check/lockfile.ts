import { z } from 'zod';

/** Read as records, so that writing it again keeps npm's order. */
const Lockfile = z.record(z.string(), z.unknown());
const Packages = z.record(z.string(), z.record(z.string(), z.unknown()));
type Packages = z.infer<typeof Packages>;
const Optional = z.record(z.string(), z.string()).default({});

type Missing = { location: string; version: string };

/**
 * The binaries for other platforms that package-lock.json lacks. npm leaves them out without a word when
 * its registry has not got them (yet); `npm ci` then fails everywhere, here included.
 */
export function findMissingPlatforms(text: string): string[] {
  return missingIn(packagesOf(Lockfile.parse(JSON.parse(text)))).map(
    ({ location, version }) => `${location.replace('node_modules/', '')}@${version}`,
  );
}

/**
 * The lock file with an entry for each of them: the exact version that the package beside it asks for, and
 * the platform, read from the name, for which it is meant. Only there npm fetches it, with the registry's checksum.
 */
export function completeLockfile(text: string): string {
  const lock = Lockfile.parse(JSON.parse(text));
  const packages = packagesOf(lock);
  for (const { location, version } of missingIn(packages))
    packages[location] = { version, ...platformOf(location), optional: true };
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`;
}

function packagesOf(lock: Record<string, unknown>): Packages {
  return Packages.parse(lock['packages']);
}

function missingIn(packages: Packages): Missing[] {
  return Object.values(packages).flatMap((locked) =>
    Object.entries(Optional.parse(locked['optionalDependencies']))
      .filter(
        ([name]) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
      )
      .map(([name, version]) => ({ location: `node_modules/${name}`, version })),
  );
}

const systems = new Set(['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']);
const processors = new Set(['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);
const libraries: Record<string, string> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
};

/** `…-linux-x64-musl` → `{ cpu: ['x64'], libc: ['musl'], os: ['linux'] }`. */
function platformOf(location: string): { cpu?: string[]; libc?: string[]; os?: string[] } {
  const words = location.split(/[-/]/);
  const cpu = words.filter((word) => processors.has(word));
  const os = words.filter((word) => systems.has(word));
  const libc = words.flatMap((word) => libraries[word] ?? []);
  return {
    ...(cpu.length > 0 && { cpu }),
    ...(os.includes('linux') && libc.length > 0 && { libc }),
    ...(os.length > 0 && { os }),
  };
}
