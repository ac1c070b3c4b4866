import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Id } from '#contract/primitives.ts';

const LinkedFile = z.object({
  workspace_id: Id,
  document_id: Id,
  file_name: z.string(),
  mime_type: z.string(),
});
export type LinkedFile = z.infer<typeof LinkedFile>;

export type DownloadLinks = {
  /** The last part of a `/files/…` address. */
  sign: (file: LinkedFile, expiresAt: Date) => Promise<string>;
  /** Null when the link is forged or has expired. */
  verify: (token: string) => Promise<LinkedFile | null>;
};

const audience = 'parley-files';

/** Links to files that carry their own proof, so that a browser can open one without a token. */
export function createDownloadLinks(secret: string): DownloadLinks {
  const key = new TextEncoder().encode(secret);
  return {
    sign: (file, expiresAt) =>
      new SignJWT(file)
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setExpirationTime(expiresAt)
        .sign(key),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, { audience, algorithms: ['HS256'] });
        return LinkedFile.parse(payload);
      } catch {
        return null;
      }
    },
  };
}
