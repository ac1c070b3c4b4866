import type { DownloadUrl } from '#contract/documents.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkedFile } from '#services/files/downloadLinks.ts';

const lifeSeconds = 300;

/** A link to a file that works without a token, for five minutes. The caller sees to it who may have it. */
export async function createFileUrl(
  { files, downloadLinks, settings }: ServiceContext,
  file: LinkedFile,
): Promise<DownloadUrl> {
  const expiresAt = new Date(Date.now() + lifeSeconds * 1_000);
  const { workspace_id, document_id, file_name: fileName } = file;
  const direct = await files.signedUrl(
    { workspace_id, document_id },
    { fileName, seconds: lifeSeconds },
  );
  const url =
    direct ?? `${settings.publicOrigin}/files/${await downloadLinks.sign(file, expiresAt)}`;
  return { url, expires_at: expiresAt.toISOString() };
}
