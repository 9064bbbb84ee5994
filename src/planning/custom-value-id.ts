import { deriveUuid } from '../lib/derived-uuid.ts';
import type { CustomColumnId, CustomValueId, PhaseId, ProjectId } from './model.ts';

/** The id of the value in one cell: whoever fills it, in whatever browser, it is the same thing. */
export function customValueIdOf(columnId: CustomColumnId, owner: ProjectId | PhaseId | CustomColumnId): CustomValueId {
  // The id is born here.
  return deriveUuid(columnId, owner) as CustomValueId;
}
