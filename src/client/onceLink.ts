import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { z } from 'zod';
import type { AppRouter } from '#api/root.ts';

const Batch = z.object({
  id: z.string(),
  data: z.array(z.looseObject({ offset: z.number(), type: z.string() })),
});
type Batch = z.infer<typeof Batch>;

/**
 * Durable events reach the subscriber each once, also while its subscription moves from one socket to the
 * next. tRPC then reads from both and tells doubles by the id of a whole message, which is not enough here:
 * the same events may be cut into other batches.
 */
export const onceLink: TRPCLink<AppRouter> = () => (options) => {
  const { op, next } = options;
  if (op.type !== 'subscription' || op.path !== 'onEvent') return next(op);
  return observable((observer) => {
    const news = new News();
    return next(op).subscribe({
      next(envelope) {
        const { result } = envelope;
        const batch = result.type === 'data' ? Batch.safeParse(result.data).data : undefined;
        if (result.type !== 'data' || !batch) return observer.next(envelope);
        const data = news.of(batch);
        if (data.length > 0)
          observer.next({ ...envelope, result: { ...result, data: { ...batch, data } } });
      },
      error: (error) => observer.error(error),
      complete: () => observer.complete(),
    });
  });
};

/** What of a batch has not been seen: a log's offsets only rise. */
class News {
  #epoch = '';
  #offset = 0;

  of({ id, data }: Batch): Batch['data'] {
    const [epoch = ''] = id.split('.', 1);
    if (epoch !== this.#epoch) this.#offset = 0;
    this.#epoch = epoch;
    return data.filter(({ offset, type }) => {
      if (type === 'sync.ready' || type === 'sync.reset') return true;
      const isNew = offset > this.#offset;
      if (isNew) this.#offset = offset;
      return isNew;
    });
  }
}
