'use client';

import { useTranslations } from 'next-intl';
import { ChevronDown, FolderUp, Globe, Upload } from 'lucide-react';
import { useUploads } from '#features/documents/Uploads.tsx';
import { Button } from '#ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#ui/dropdown-menu.tsx';

/** Files with one click, and in a menu beside it a whole folder or a web page. */
export function AddMenu() {
  const t = useTranslations('documents');
  const { chooseFiles, chooseFolder, askForUrl } = useUploads();
  return (
    <div className="flex shrink-0">
      <Button onClick={chooseFiles} className="rounded-r-none">
        <Upload /> {t('upload')}
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            size="icon"
            aria-label={t('addMore')}
            className="rounded-l-none border-l border-primary-foreground/25"
          >
            <ChevronDown />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={chooseFolder}>
            <FolderUp /> {t('uploadFolder')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={askForUrl}>
            <Globe /> {t('addUrl')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
