import { createTranslator } from 'next-intl';
import en from '#locales/en.json' with { type: 'json' };

/** English, for tests of functions that are given their words. */
export const english = {
  auth: createTranslator({ locale: 'en', messages: en, namespace: 'auth' }),
  chat: createTranslator({ locale: 'en', messages: en, namespace: 'chat' }),
  jobs: createTranslator({ locale: 'en', messages: en, namespace: 'jobs' }),
  uploads: createTranslator({ locale: 'en', messages: en, namespace: 'documents.uploads' }),
};
