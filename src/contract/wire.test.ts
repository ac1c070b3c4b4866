import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Activity } from '#contract/activity.ts';
import { ParleyEvent } from '#contract/events.ts';

const hash = (schema: z.ZodType) =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(schema)))
    .digest('hex')
    .slice(0, 16);

test('the events on the wire are those that clients were built against', () => {
  // A change here is a change of the contract: decide it, tell it in the CHANGELOG, then take the new hash.
  expect({ events: hash(ParleyEvent), activity: hash(Activity) }).toMatchInlineSnapshot(`
    {
      "activity": "c1cbf4aab9c39bf0",
      "events": "50e8c9bb5ca7899d",
    }
  `);
});
