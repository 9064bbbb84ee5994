export {
  appendAudit,
  auditBy,
  listAudit,
  verifyAudit,
  type AuditEntry,
  type AuditNote,
  type AuditVerification,
  type By,
} from './audit-log.ts';
