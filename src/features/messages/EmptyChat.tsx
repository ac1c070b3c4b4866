'use client';

import { useTranslations } from 'next-intl';
import { FileClock, FileUp, FileWarning, MessagesSquare, Upload } from 'lucide-react';
import Link from 'next/link';
import type { Document } from '#contract/documents.ts';
import { useUploads } from '#features/documents/Uploads.tsx';
import { useDocuments } from '#features/documents/useDocuments.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';

/** A conversation before its first word: what could be asked, or what is missing for it. */
export function EmptyChat({
  workspaceId,
  onAsk,
}: {
  workspaceId: string;
  onAsk: (question: string) => void;
}) {
  const t = useTranslations('messages.empty');
  const { data: documents } = useDocuments(workspaceId);
  const { chooseFiles } = useUploads();
  if (!documents) return null;
  const documentsPath = `/w/${workspaceId}/documents`;
  if (documents.length === 0)
    return (
      <Empty icon={<FileUp />} title={t('noDocumentsTitle')}>
        <p>{t('noDocuments')}</p>
        <Button onClick={chooseFiles}>
          <Upload /> {t('upload')}
        </Button>
      </Empty>
    );
  const ready = documents.find(({ status }) => status === 'ingested');
  if (ready) return <Examples ready={ready} onAsk={onAsk} />;
  const areAllBroken = documents.every(({ status }) => status === 'error');
  return (
    <Empty
      icon={areAllBroken ? <FileWarning /> : <FileClock />}
      title={areAllBroken ? t('onlyErrorsTitle') : t('notReadyTitle')}
    >
      <p>{areAllBroken ? t('onlyErrors') : t('notReady')}</p>
      <Button variant="outline" asChild>
        <Link href={documentsPath}>{t('toDocuments')}</Link>
      </Button>
    </Empty>
  );
}

function Examples({ ready, onAsk }: { ready: Document; onAsk: (question: string) => void }) {
  const t = useTranslations('messages.empty');
  return (
    <Empty icon={<MessagesSquare />} title={t('title')}>
      <p>{t('hint')}</p>
      <ul aria-label={t('examples')} className="grid w-full grid-cols-1 gap-2">
        {[t('about', { file: ready.file_name }), t('general.1'), t('general.2')].map((question) => (
          <li key={question}>
            <Button
              variant="outline"
              className="h-auto min-h-10 w-full py-2 text-left font-normal text-foreground whitespace-normal"
              onClick={() => onAsk(question)}
            >
              {question}
            </Button>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
