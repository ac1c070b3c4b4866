/** What systems and office programs leave in folders beside people's own files. */
const systemFile = /^(\.ds_store|thumbs\.db|desktop\.ini|~\$.*|\._.*)$/i;

export type FolderFile = {
  file: File;
  /** `a/b`; empty for a file that came with no folder. */
  folderPath: string;
};

/** Where a dropped or chosen file was in its folder, as browsers or react-dropzone's file-selector tell. */
export function folderFile(file: File): FolderFile {
  const dropped: unknown = 'relativePath' in file ? file.relativePath : '';
  const path = file.webkitRelativePath || (typeof dropped === 'string' ? dropped : '');
  const folders = path.split('/').slice(0, -1);
  return { file, folderPath: folders.filter((part) => part !== '' && part !== '.').join('/') };
}

/**
 * Is it none that somebody means to add? A hidden file that was chosen by itself is meant, one that came with
 * its folder is not.
 */
export function isHidden({ file, folderPath }: FolderFile): boolean {
  if (systemFile.test(file.name)) return true;
  const parts = folderPath === '' ? [] : [...folderPath.split('/'), file.name];
  return parts.some((part) => part.startsWith('.') || part === '__MACOSX');
}
