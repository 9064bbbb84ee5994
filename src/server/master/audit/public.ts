export { appendAudit, listAudit, verifyAudit, type AuditEntry, type AuditNote, type AuditVerification } from './audit-log.ts';
