import { isWithin, type PhaseNode } from '../phase-node.ts';
import { findPath } from '../schedule/gate-order.ts';
import { canLink } from '../schedule/link-edges.ts';
import { archived } from '../tree/place-in-tree.ts';
import { circle } from './circle.ts';
import type { CommandOf } from './command.ts';
import { alreadyExists, nameOf, notFound, refused, type Refused } from './refused.ts';
import { type Transaction, write } from './transaction.ts';

export function link(tx: Transaction, command: CommandOf<'dependency.link'>): Refused | undefined {
  const { plan } = tx;
  const { id, predecessorId, successorId, type, lagDays } = command;
  if (plan.dependencies.has(id)) return alreadyExists('link');
  const from = plan.index.nodes.get(predecessorId);
  const to = plan.index.nodes.get(successorId);
  if (!from) return notFound('phase', 'predecessorId');
  if (!to) return notFound('phase', 'successorId');
  const refusal = checkEnds(from, to);
  if (refusal) return refusal;
  if (!canLink(plan, from, to)) {
    const path = to.entry && from.exit ? findPath(to.entry, from.exit) : undefined;
    return circle(`${nameOf(to)} cannot depend on ${nameOf(from)}`, path ?? [to, from], 'predecessorId');
  }
  write(tx, 'dependency', id, { id, predecessorId, successorId, type, lagDays });
  tx.examined.add(to);
  return undefined;
}

function checkEnds(from: PhaseNode, to: PhaseNode): Refused | undefined {
  const ids = [from.phase.id, to.phase.id];
  if (to.project.project.isArchived) return archived(to.project);
  if (from === to) {
    return refused('dependency_containment', `${nameOf(to)} cannot depend on itself. Choose another predecessor.`, {
      field: 'predecessorId',
      ids,
    });
  }
  if (isWithin(from, to) || isWithin(to, from)) {
    const [inner, outer] = isWithin(from, to) ? [from, to] : [to, from];
    return refused(
      'dependency_containment',
      `${nameOf(inner)} lies within ${nameOf(outer)}, so the two cannot be linked. Link phases that do not contain each other.`,
      { field: 'predecessorId', ids },
    );
  }
  // The shorter list is searched, for a phase may have thousands of followers.
  const candidates = from.outgoing.length < to.incoming.length ? from.outgoing : to.incoming;
  const known = candidates.find((edge) => edge.from === from && edge.to === to);
  if (!known) return undefined;
  return refused('dependency_duplicate', `${nameOf(to)} depends on ${nameOf(from)} already. Change the type or lag of that link instead.`, {
    field: 'predecessorId',
    ids: [known.dependency.id],
  });
}

export function updateLink(tx: Transaction, command: CommandOf<'dependency.update'>): Refused | undefined {
  const dependency = tx.plan.dependencies.get(command.id);
  if (!dependency) return notFound('link');
  const edge = tx.plan.index.edges.get(command.id);
  if (edge?.to.project.project.isArchived === true) return archived(edge.to.project);
  const { type = dependency.type, lagDays = dependency.lagDays } = command;
  if (type === dependency.type && lagDays === dependency.lagDays) return undefined;
  write(tx, 'dependency', command.id, { ...dependency, type, lagDays });
  if (edge) tx.examined.add(edge.to);
  return undefined;
}

export function unlink(tx: Transaction, command: CommandOf<'dependency.unlink'>): Refused | undefined {
  if (!tx.plan.dependencies.has(command.id)) return notFound('link');
  const edge = tx.plan.index.edges.get(command.id);
  if (edge?.to.project.project.isArchived === true) return archived(edge.to.project);
  write(tx, 'dependency', command.id, undefined);
  return undefined;
}
