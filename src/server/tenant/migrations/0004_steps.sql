-- What a change is in its author's list of steps: done, undone, done again, or undone with nothing left to change (dropped).
-- Null where it is none: nothing was changed, or it cannot be undone. The label is the author's own words for it.
ALTER TABLE changes
  ADD COLUMN step text CONSTRAINT changes_step_known CHECK (step IN ('do', 'undo', 'redo', 'drop')),
  ADD COLUMN label text CONSTRAINT changes_label_length CHECK (char_length(label) BETWEEN 1 AND 300);

UPDATE changes SET step = CASE
    WHEN changes.reverts_revision IS NULL THEN 'do'
    WHEN EXISTS (SELECT FROM changes AS undone WHERE undone.revision = changes.reverts_revision AND undone.reverts_revision IS NOT NULL) THEN 'redo'
    ELSE 'undo'
  END
  WHERE changes.is_revertible AND changes.patches <> '[]'::jsonb;
