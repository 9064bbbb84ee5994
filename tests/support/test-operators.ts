import { createHash, randomBytes } from 'node:crypto';
import { createUuid } from '../../src/lib/uuid.ts';
import { createOperator, type NewOperator } from '../../src/server/master/operators/public.ts';
import type { TestPlatform } from './test-platform.ts';

/** A user of the portal who has changed the first password already. */
export async function createTestOperator({ master }: TestPlatform, operator: Partial<NewOperator> = {}): Promise<string> {
  const { email = `${createUuid()}@operators.example`, name = 'Test operator', role = 'superadmin', ...rest } = operator;
  const made = await createOperator(master.database, { email, name, role, ...rest }, { requestedBy: 'tester' });
  await master.database.updateTable('admin_users').set({ must_change_password: false }).where('id', '=', made.operator.id).execute();
  return made.operator.id;
}

/** A cookie header of a new session, without the cost of a sign-in. */
export async function createOperatorSession({ master }: TestPlatform, operatorId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await master.database
    .insertInto('admin_sessions')
    .values({
      id: createUuid(),
      token_hash: createHash('sha256').update(token).digest(),
      admin_user_id: operatorId,
      expires_at: new Date(Date.now() + 3_600_000),
      ip_address: null,
      user_agent: null,
    })
    .execute();
  return `milestone_admin=${token}`;
}
