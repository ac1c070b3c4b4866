import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRuleTester } from './ruleTester.ts';
import { announcedTables, writesAppendEvents } from './writesAppendEvents.ts';

const imports = `
import { documents, documentPages } from '#db/schema/documents.ts';
import { messages as rows } from '#db/schema/messages.ts';
`;
const throughPool = { message: /row and event commit together/ };
const silent = { message: /not `unchanged`/ };

createRuleTester().run('writes-append-events', writesAppendEvents, {
  valid: [
    `${imports}
    export async function removeDocument(ctx, id) {
      return ctx.withTransaction(async (tx) => {
        const [gone] = await tx.delete(documents).where(eq(documents.id, id)).returning();
        if (!gone) return unchanged(null);
        return announce(gone, [removed(gone)]);
      });
    }`,
    `${imports}
    async function insertDocument(tx: Transaction, document: Document) {
      await tx.with(newest).insert(documents).values(document);
    }`,
    `${imports}
    const finish = async ({ tx, id }: { tx: Transaction; id: string }) => tx.update(rows).set({ id });`,
    `async function claimJob(tx: Transaction) {
      return tx.execute(sql\`update jobs set status = 'running' where id = \${id}\`);
    }`,
    // Reading, other tables, and other things that are called delete.
    `${imports} const list = (db: Reader) => db.select(columns).from(documents);`,
    `${imports} const storePages = (db: Database) => db.insert(documentPages).values(pages);`,
    `const jobs = new Map(); jobs.delete(documents);`,
    `const locked = (db) => db.execute(sql\`select * from jobs for update skip locked\`);`,
    `const touch = (db) => db.execute(sql\`update jobs_archive set seen = true\`);`,
  ],
  invalid: [
    {
      code: `${imports} const add = (ctx, document) => ctx.db.insert(documents).values(document);`,
      errors: [throughPool],
    },
    {
      code: `${imports} const edit = (db: Database, id: string) => db.update(rows).set({ id });`,
      errors: [throughPool],
    },
    {
      // The pool is at hand inside the transaction: it is still not the transaction.
      code: `${imports}
      ctx.withTransaction(async (tx) => {
        await pool.delete(documents);
        return announce(null, [event]);
      });`,
      errors: [throughPool],
    },
    {
      code: `const fail = (db) => db.execute(sql\`UPDATE "jobs" SET x = 1\`);`,
      errors: [throughPool],
    },
    { code: `const wipe = (db) => sql\`delete from \${documents}\`;`, errors: [throughPool] },
    {
      code: `const wipe = (sql) => sql.unsafe('insert into messages values (1)');`,
      errors: [throughPool],
    },
    {
      code: `${imports}
      ctx.withTransaction(async (tx) => {
        const [row] = await tx.insert(documents).values(document).returning();
        return unchanged(row);
      });`,
      errors: [silent],
    },
  ],
});

test('announced tables are tables of the schema', () => {
  const schema = readdirSync('src/db/schema')
    .map((file) => readFileSync(`src/db/schema/${file}`, 'utf8'))
    .join('\n');
  const tables = [...schema.matchAll(/export const (\w+) = pgTable\(/g)].map(([, name]) => name);
  expect(tables).toEqual(expect.arrayContaining(announcedTables));
});
