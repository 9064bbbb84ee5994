-- Refusals are looked up, and counted by the minute, among very many sign-ins.

CREATE INDEX sign_in_events_kind_index ON sign_in_events (kind, at, id);
