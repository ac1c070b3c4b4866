import type { Settings } from '#contract/settings.ts';
import type { ServiceContext } from '#services/context.ts';

export function getSettings({ settings }: ServiceContext): Settings {
  return {
    answer_mode: settings.model === null ? 'extractive' : 'model',
    model: settings.model,
    max_upload_mb: settings.maxUploadBytes / 1024 / 1024,
  };
}
