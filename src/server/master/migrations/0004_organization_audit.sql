CREATE INDEX tenant_audit_log_organization_index ON tenant_audit_log (organization_id, sequence) WHERE organization_id IS NOT NULL;
