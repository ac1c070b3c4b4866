'use client';

import { FileClock, FileUp, FileWarning, MessagesSquare, Upload } from 'lucide-react';
import Link from 'next/link';
import { trpc } from '#client/trpc.ts';
import type { Document } from '#contract/documents.ts';
import { useUploads } from '#features/documents/Uploads.tsx';
import { messagesTexts } from '#features/messages/messagesTexts.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';

const texts = messagesTexts.empty;

/** A conversation before its first word: what could be asked, or what is missing for it. */
export function EmptyChat({
  workspaceId,
  onAsk,
}: {
  workspaceId: string;
  onAsk: (question: string) => void;
}) {
  const { data: documents } = trpc.documents.list.useQuery({ workspace_id: workspaceId });
  const { chooseFiles } = useUploads();
  if (!documents) return null;
  const documentsPath = `/w/${workspaceId}/documents`;
  if (documents.length === 0)
    return (
      <Empty icon={<FileUp />} title={texts.noDocumentsTitle}>
        <p>{texts.noDocuments}</p>
        <Button onClick={chooseFiles}>
          <Upload /> {texts.upload}
        </Button>
      </Empty>
    );
  const ready = documents.find(({ status }) => status === 'ingested');
  if (ready) return <Examples ready={ready} onAsk={onAsk} />;
  const areAllBroken = documents.every(({ status }) => status === 'error');
  return (
    <Empty
      icon={areAllBroken ? <FileWarning /> : <FileClock />}
      title={areAllBroken ? texts.onlyErrorsTitle : texts.notReadyTitle}
    >
      <p>{areAllBroken ? texts.onlyErrors : texts.notReady}</p>
      <Button variant="outline" asChild>
        <Link href={documentsPath}>{texts.toDocuments}</Link>
      </Button>
    </Empty>
  );
}

function Examples({ ready, onAsk }: { ready: Document; onAsk: (question: string) => void }) {
  return (
    <Empty icon={<MessagesSquare />} title={texts.title}>
      <p>{texts.hint}</p>
      <ul aria-label={texts.examples} className="grid w-full grid-cols-1 gap-2">
        {[texts.about(ready.file_name), ...texts.general].map((question) => (
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
