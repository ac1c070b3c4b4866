/** The path that a link in `from` leads to, as archives name their entries. */
export function archivePath(from: string, link: string): string {
  const path = decodePath(link.replace(/[#?].*$/s, ''));
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
