import {
  createDependency,
  createPhase,
  createProject,
  deleteDependency,
  deletePhase,
  deleteProject,
  getPhase,
  getProject,
  listDependencies,
  listPhases,
  listProjects,
  updateDependency,
  updatePhase,
  updateProject,
} from '../../../contract/endpoints-plan.ts';
import { createUuid } from '../../../lib/uuid.ts';
import type { Command } from '../../../planning/commands/command.ts';
import type { DependencyId, EntityName, PhaseId, ProjectId } from '../../../planning/model.ts';
import { findEntity, type Plan } from '../../../planning/plan.ts';
import type { Actor } from '../../platform/actor.ts';
import { jsonAnswer, type Answer } from '../../platform/http/answer.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer, RequestFacts } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { TenantContext } from '../../platform/tenant-context.ts';
import { changePlan, idempotencyKeyOf, type WireChange } from '../plan/public.ts';
import { findPhaseText, findProjectText, listDependencyPage, listPhasePage, listProjectPage } from './projects-store.ts';
import { bodyPath, createPhaseCommand, createProjectCommand, updatePhaseCommands, updateProjectCommands } from './rest-commands.ts';

export function bindProjectRoutes(server: HttpServer): void {
  bindProjects(server);
  bindPhases(server);
  bindDependencies(server);
}

function bindProjects(server: HttpServer): void {
  bindEndpoint(server, listProjects, async ({ tenant, actor, query }) => jsonAnswer(await listProjectPage(tenant.database, actor, query)));
  bindEndpoint(server, getProject, async ({ tenant, actor, params }) => found(await findProjectText(tenant.database, actor, params.id)));
  bindEndpoint(server, createProject, async (call) => {
    // A new id is born here.
    const id = call.body.id ?? (createUuid() as ProjectId);
    return write(call, () => [createProjectCommand(id, call.body)], createdIn('project'));
  });
  bindEndpoint(server, updateProject, async (call) => {
    const { id } = call.params;
    return write(
      call,
      (plan) => updateProjectCommands(id, call.body, plan.projects.get(id)),
      (plan) => plan.projects.get(id),
    );
  });
  bindEndpoint(server, deleteProject, async (call) => {
    await write(
      call,
      () => [{ kind: 'project.delete', id: call.params.id }],
      () => true,
    );
  });
}

function bindPhases(server: HttpServer): void {
  bindEndpoint(server, listPhases, async ({ tenant, actor, params, query }) =>
    found(await listPhasePage(tenant.database, actor, params.id, query)),
  );
  bindEndpoint(server, getPhase, async ({ tenant, actor, params }) => found(await findPhaseText(tenant.database, actor, params.id)));
  bindEndpoint(server, createPhase, async (call) => {
    const id = call.body.id ?? (createUuid() as PhaseId);
    return write(call, () => [createPhaseCommand(id, call.params.id, call.body)], createdIn('phase'));
  });
  bindEndpoint(server, updatePhase, async (call) => {
    const { id } = call.params;
    return write(
      call,
      (plan) => updatePhaseCommands(id, call.body, plan.phases.get(id)),
      (plan) => plan.phases.get(id),
    );
  });
  bindEndpoint(server, deletePhase, async (call) => {
    await write(
      call,
      () => [{ kind: 'phase.delete', id: call.params.id }],
      () => true,
    );
  });
}

function bindDependencies(server: HttpServer): void {
  bindEndpoint(server, listDependencies, async ({ tenant, actor, query }) =>
    jsonAnswer(await listDependencyPage(tenant.database, actor, query)),
  );
  bindEndpoint(server, createDependency, async (call) => {
    const id = call.body.id ?? (createUuid() as DependencyId);
    return write(call, () => [{ kind: 'dependency.link', ...call.body, id }], createdIn('dependency'));
  });
  bindEndpoint(server, updateDependency, async (call) => {
    const { id } = call.params;
    return write(
      call,
      () => [{ kind: 'dependency.update', id, ...call.body }],
      (plan) => plan.dependencies.get(id),
    );
  });
  bindEndpoint(server, deleteDependency, async (call) => {
    await write(
      call,
      () => [{ kind: 'dependency.unlink', id: call.params.id }],
      () => true,
    );
  });
}

type Call = {
  readonly tenant: TenantContext;
  readonly actor: Actor;
  readonly facts: RequestFacts;
  readonly raw: { readonly method: string; readonly url: string };
  readonly body: unknown;
};

/** Runs the commands of one call as one batch; answers what `read` then finds. */
async function write<Entity>(
  { tenant, actor, facts, raw, body }: Call,
  commandsFor: (plan: Plan) => readonly Command[],
  read: (plan: Plan, change: WireChange) => Entity | undefined,
): Promise<Entity> {
  const { answer } = await changePlan(tenant, actor, commandsFor, {
    idempotencyKey: idempotencyKeyOf(facts),
    requestBody: [raw.method, raw.url, body ?? null],
    fieldPath: bodyPath,
    answer: read,
  });
  // A repeated call may come after the thing was deleted.
  if (answer === undefined) throw new ProblemError('not_found');
  return answer;
}

/** What a call created: after a repeated call, the thing that the first one made. */
function createdIn<Name extends EntityName>(entity: Name) {
  return (plan: Plan, { patches }: WireChange) => {
    const created = patches.find((patch) => patch.entity === entity && patch.field === 'id' && patch.from === null);
    return created && findEntity(plan, entity, created.id);
  };
}

function found(text: string | undefined): Answer {
  if (text === undefined)
    throw new ProblemError('not_found', { errors: [{ field: 'id', message: 'there is nothing with this id, or you may not see it' }] });
  return jsonAnswer(text);
}
