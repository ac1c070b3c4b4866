import { z } from 'zod';
import { Settings } from '#contract/settings.ts';
import { procedure, router } from '#api/trpc.ts';
import { getSettings } from '#services/settings/getSettings.ts';

export const settingsRouter = router({
  get: procedure
    .input(z.object({}).optional())
    .output(Settings)
    .query(({ ctx }) => getSettings(ctx)),
});
