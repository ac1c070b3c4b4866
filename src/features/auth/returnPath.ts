const home = '/';

/** Where to sign in, coming back to `path` afterwards. */
export function signInPath(path: string): string {
  return path === home ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: path })}`;
}

/** The page to come back to: only one of our own, or a link could lead a fresh session elsewhere. */
export function returnPath(next: string | null): string {
  if (next === null || !next.startsWith('/')) return home;
  const base = 'https://parley.invalid';
  const url = URL.parse(next, base);
  if (url?.origin !== base || url.pathname.startsWith('/sign-')) return home;
  return `${url.pathname}${url.search}${url.hash}`;
}
