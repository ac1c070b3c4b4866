import { startEmbeddedPostgres } from '#db/embeddedPostgres.ts';
import { must } from '#shared/must.ts';

/**
 * Holds the embedded PostgreSQL: a process of its own, and of its own group, so that Ctrl-C does not reach
 * the database before those who use it have stopped. It stops with its parent, however that ends.
 */
const [dataDir, port] = process.argv.slice(2);
const server = await startEmbeddedPostgres({
  dataDir: must(dataDir, 'the data directory as first argument'),
  port: Number(must(port, 'the port as second argument')),
  durable: true,
});
process.send?.({ url: server.url });
// Ended without us: so does this process, and the supervisor starts it again.
setInterval(() => {
  if (!server.isRunning()) process.exit(1);
}, 250);
process.once('disconnect', () => {
  void server.stop().finally(() => process.exit(0));
});
