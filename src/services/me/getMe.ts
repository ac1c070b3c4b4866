import type { Me } from '#contract/me.ts';
import type { CallContext } from '#services/context.ts';

export function getMe({ caller }: CallContext): Me {
  return { id: caller.id, email: caller.email, display_name: caller.displayName };
}
