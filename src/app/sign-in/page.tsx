import { AuthPage } from '#features/auth/AuthPage.tsx';

export default function SignInPage() {
  return <AuthPage mode="signIn" />;
}
