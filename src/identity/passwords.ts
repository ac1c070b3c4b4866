import { hash, verify } from '@node-rs/argon2';
import { IdentityError } from '#identity/identityError.ts';

const minLength = 8;

/** Longer ones only cost time to hash. */
const maxLength = 256;

/**
 * As argon2id in PHC form, with the library's parameters (OWASP's).
 * @throws IdentityError weak_password, validation_failed
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < minLength)
    throw new IdentityError(
      'weak_password',
      `Password should be at least ${minLength} characters.`,
      { weakPasswordReasons: ['length'] },
    );
  if (password.length > maxLength)
    throw new IdentityError(
      'validation_failed',
      `Password cannot be longer than ${maxLength} characters`,
    );
  return hash(password.normalize('NFC'));
}

let dummyHash: Promise<string> | undefined;

/** Takes as long when there is no hash, so that the time does not tell whether an account exists. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  dummyHash ??= hash('no account has this password');
  const standIn = await dummyHash;
  const matches = await verify(passwordHash ?? standIn, password.normalize('NFC'));
  return matches && passwordHash !== null;
}
