import type { NamespaceKeys, NestedKeyOf, Messages, useTranslations } from 'next-intl';

/** What `useTranslations` gives, for functions that are no components. */
export type Translator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>> =
  ReturnType<typeof useTranslations<Namespace>>;
