import { AuthPage } from '#features/auth/AuthPage.tsx';

export default function SignUpPage() {
  return <AuthPage mode="signUp" />;
}
