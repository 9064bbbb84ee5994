import type { SavedView, SavedViewId } from '../../../contract/views.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction, type Database } from '../../platform/database/database.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { Page, PageQuery } from '../../platform/http/paging.ts';
import { mayChangeView, refusalOfAudience, type Audience } from './views-policy.ts';
import {
  countOwnViews,
  deleteViewRow,
  findView,
  insertView,
  listViewPage,
  updateView,
  type ViewContents,
  type ViewRow,
} from './views-store.ts';

const MAX_OWN_VIEWS = 200;

export async function listViews(
  database: Database,
  actor: Actor,
  query: PageQuery & { readonly screen: SavedView['screen'] },
): Promise<Page<SavedView>> {
  const page = await listViewPage(database, actor, query);
  return { ...page, items: page.items.map((view) => seenBy(actor, view)) };
}

export async function createView(
  database: Database,
  actor: Actor,
  view: ViewContents & Pick<SavedView, 'id' | 'screen'>,
): Promise<SavedView> {
  requireAudience(actor, view);
  return inTransaction(database, async (transaction) => {
    if ((await countOwnViews(transaction, actor.userId)) >= MAX_OWN_VIEWS)
      throw new ProblemError('limit_reached', { detail: `You have ${MAX_OWN_VIEWS} saved views. Delete one first.` });
    await insertView(transaction, { ...view, ownerId: actor.userId });
    return seenBy(actor, await getView(transaction, actor, view.id));
  });
}

export async function replaceView(database: Database, actor: Actor, id: SavedViewId, view: ViewContents): Promise<SavedView> {
  return inTransaction(database, async (transaction) => {
    requireChange(actor, await getView(transaction, actor, id));
    requireAudience(actor, view);
    await updateView(transaction, id, view);
    const changed = await findView(transaction, actor, id);
    // An administrator who makes another's view private gives it out of sight.
    if (!changed)
      throw new ProblemError('invalid_input', { errors: [{ field: 'visibility', message: 'only its owner can make it private' }] });
    return seenBy(actor, changed);
  });
}

export async function deleteView(database: Database, actor: Actor, id: SavedViewId): Promise<undefined> {
  return inTransaction(database, async (transaction) => {
    requireChange(actor, await getView(transaction, actor, id));
    await deleteViewRow(transaction, id);
    return undefined;
  });
}

function seenBy(actor: Actor, view: ViewRow): SavedView {
  return { ...view, canEdit: mayChangeView(actor, view) };
}

function requireAudience(actor: Actor, audience: Audience): void {
  const refusal = refusalOfAudience(actor, audience);
  if (refusal === undefined) return;
  const isMistake = (audience.visibility === 'site') !== (audience.siteId !== null);
  throw new ProblemError(isMistake ? 'invalid_input' : 'forbidden', {
    detail: refusal,
    errors: [{ field: isMistake ? 'siteId' : 'visibility', message: refusal }],
  });
}

function requireChange(actor: Actor, view: ViewRow): void {
  if (!mayChangeView(actor, view))
    throw new ProblemError('forbidden', { detail: `This view is ${view.ownerName}’s. Save a copy for yourself.` });
}

async function getView(database: Database, actor: Actor, id: SavedViewId): Promise<ViewRow> {
  const view = await findView(database, actor, id);
  if (!view) throw new ProblemError('not_found', { errors: [{ field: 'id', message: 'there is no such view, or you may not see it' }] });
  return view;
}
