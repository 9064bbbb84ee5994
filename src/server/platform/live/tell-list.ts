import type { ListName } from '../../../contract/socket.ts';
import type { TenantContext } from '../tenant-context.ts';

/** Tells every open page of the tenant that a list is another, once the work that changed it is done. */
export async function tellList<Answer>(tenant: TenantContext, list: ListName, work: Promise<Answer>): Promise<Answer> {
  const answer = await work;
  tenant.accessNews.publish({ kind: 'listChanged', list });
  return answer;
}
