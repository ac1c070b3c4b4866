import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type MetricSources = {
  sockets: () => number;
  /** Bytes that the sockets' readers have not taken yet. */
  bufferedBytes: () => number;
  /** Open jobs by type and status. */
  jobs: () => Promise<{ job_type: string; status: string; count: number }[]>;
};

/** Prometheus text: Node's own figures, open sockets, and the queue. */
export function createMetricsHandler({ sockets, bufferedBytes, jobs }: MetricSources) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'parley_sockets',
    help: 'Open WebSockets of this process',
    registers: [registry],
    collect() {
      this.set(sockets());
    },
  });
  new Gauge({
    name: 'parley_socket_buffered_bytes',
    help: 'Bytes waiting for slow readers of this process',
    registers: [registry],
    collect() {
      this.set(bufferedBytes());
    },
  });
  new Gauge({
    name: 'parley_jobs',
    help: 'Jobs by type and status',
    labelNames: ['job_type', 'status'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { job_type, status, count } of await jobs()) this.set({ job_type, status }, count);
    },
  });
  return async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await registry.metrics();
    response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
  };
}
