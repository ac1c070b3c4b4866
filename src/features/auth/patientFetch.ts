import { ReconnectDelay, type WatchForReturn } from '#client/reconnectDelay.ts';

type PatientFetchOptions = {
  fetch: typeof fetch;
  /** The wait after the first failure, the second … */
  delayMs: (failures: number) => number;
  watchForReturn: WatchForReturn;
};

/**
 * `fetch` for Supabase's identity client, which takes a refresh that fails for now for the end of it: for a minute
 * it says that there is no session (auth-js's `REFRESH_FAILURE_COOLDOWN_MS`), and on a 429 or a 500 it forgets the
 * session. So it is not told: a refresh that the network or the server's state has failed is tried again, at once
 * when the person returns. All else goes out as it is.
 */
export function createPatientFetch(options: PatientFetchOptions): typeof fetch {
  return async (input, init) => {
    if (!isRefresh(input)) return options.fetch(input, init);
    const delay = new ReconnectDelay(options.delayMs, options.watchForReturn);
    for (let failures = 0; ; failures += 1) {
      // What fails may have begun before the return.
      const stopWatching = options.watchForReturn(delay.hurry);
      const response = await options.fetch(input, init).catch(() => null);
      stopWatching();
      if (response && isFinal(response)) return response;
      delay.next(failures);
      await delay.wait();
    }
  };
}

function isRefresh(input: Parameters<typeof fetch>[0]): boolean {
  const url = new URL(input instanceof Request ? input.url : input);
  return url.pathname.endsWith('/token') && url.searchParams.get('grant_type') === 'refresh_token';
}

const isFinal = ({ status }: Response) => status !== 429 && status < 500;
