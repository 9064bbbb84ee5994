export { ensureFirstSuperadmin, type FirstSuperadmin, type WantedSuperadmin } from './first-superadmin.ts';
export { changeOperatorPassword, signInOperator, type SignedInOperator } from './operator-access.ts';
export { authenticateOperator, endOperatorSession, OPERATOR_COOKIE } from './operator-sessions.ts';
export type { OperatorActor } from './operator.ts';
export {
  createOperator,
  deleteOperator,
  listOperators,
  resetOperatorPassword,
  updateOperator,
  type NewOperator,
  type OperatorChange,
} from './operators.ts';
