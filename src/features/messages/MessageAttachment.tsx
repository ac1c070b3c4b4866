'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Download } from 'lucide-react';
import { toast } from 'sonner';
import { trpc } from '#client/trpc.ts';
import type { Attachment, Message } from '#contract/messages.ts';
import { Button } from '#ui/button.tsx';
import { formatBytes } from '#ui/format-bytes.ts';

/** A link lives for five minutes. */
const linkFreshMs = 4 * 60_000;

type AttachmentProps = { message: Message; attachment: Attachment };

/** What a customer has sent beside words: a photo is shown, and everything may be downloaded. */
export function MessageAttachment({ message: { id: message_id }, attachment }: AttachmentProps) {
  const t = useTranslations('messages.attachment');
  const locale = useLocale();
  const { client } = trpc.useUtils();
  const size = formatBytes(attachment.size_bytes, locale);
  const open = () =>
    void client.messages.downloadUrl.query({ message_id }).then(
      ({ url }) => window.location.assign(url),
      () => toast.error(t('failed')),
    );
  return (
    <div className="grid justify-items-start gap-1">
      {attachment.kind === 'image' && <Photo messageId={message_id} />}
      <Button variant="ghost" size="sm" onClick={open}>
        <Download /> {t('download', { file: attachment.file_name, size })}
      </Button>
    </div>
  );
}

function Photo({ messageId }: { messageId: string }) {
  const t = useTranslations('messages.attachment');
  const link = trpc.messages.downloadUrl.useQuery(
    { message_id: messageId },
    { staleTime: linkFreshMs },
  );
  if (!link.data) return null;
  return (
    // oxlint-disable-next-line next/no-img-element -- the link is a member's own and lives for minutes: nothing to be optimised or kept
    <img
      src={link.data.url}
      alt={t('photoFrom')}
      loading="lazy"
      className="max-h-80 max-w-full rounded-xl border object-contain"
    />
  );
}
