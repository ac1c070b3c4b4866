'use client';

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { findHostOrigin, FromHost, type ToHost } from '#features/chat/hostMessages.ts';
import { must } from '#shared/must.ts';

/** The page around the chat. `waiting`: it is not known yet. `alone`: there is none that talks. */
export type Host =
  | { status: 'waiting' }
  | { status: 'alone' }
  | ({ status: 'embedding' } & Pick<FromHost, 'page_url' | 'is_shown' | 'identity'>);

type HostValue = { host: Host; tell: (message: ToHost) => void };

const HostContext = createContext<HostValue | null>(null);

/** Talks with the page that embeds the chat, where there is one. */
export function HostProvider({ children }: { children: ReactNode }) {
  const [host, setHost] = useState<Host>({ status: 'waiting' });
  const origin = useRef<string | null>(null);
  const tell = useCallback((message: ToHost) => {
    if (origin.current !== null) window.parent.postMessage(message, origin.current);
  }, []);
  useEffect(() => {
    origin.current = findHostOrigin({
      isFramed: window.parent !== window,
      search: window.location.search,
      referrer: document.referrer,
      ancestorOrigins: listAncestors(),
    });
    if (origin.current === null) {
      setHost({ status: 'alone' });
      return undefined;
    }
    const onMessage = ({ source, origin: from, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || from !== origin.current) return;
      const told = FromHost.safeParse(data);
      if (told.success) setHost({ status: 'embedding', ...told.data });
    };
    window.addEventListener('message', onMessage);
    tell({ type: 'ready' });
    return () => window.removeEventListener('message', onMessage);
  }, [tell]);
  return <HostContext value={{ host, tell }}>{children}</HostContext>;
}

export const useHost = (): HostValue => must(use(HostContext), 'a HostProvider above');

/** Nearest first; Firefox has none, and the referrer instead. */
const listAncestors = (): readonly string[] =>
  'ancestorOrigins' in window.location ? [...window.location.ancestorOrigins] : [];
