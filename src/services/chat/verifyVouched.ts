import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VouchedIdentity } from '#contract/chat.ts';
import { AppError } from '#services/errors.ts';

/**
 * The identity, if the company's server has made its hash.
 * @throws AppError FORBIDDEN
 */
export function verifyVouched(secret: string, identity: VouchedIdentity): VouchedIdentity {
  const expected = createHmac('sha256', secret).update(identity.user_id).digest();
  if (!timingSafeEqual(expected, Buffer.from(identity.hash, 'hex')))
    throw new AppError('FORBIDDEN', 'The hash does not belong to this user id');
  return identity;
}
