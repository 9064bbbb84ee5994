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
import type { CellValue, DependencyId, Phase, PhaseId, Project, ProjectId } from '../../../planning/model.ts';
import { customValuesOf, type Plan } from '../../../planning/plan.ts';
import { jsonAnswer, type Answer } from '../../platform/http/answer.ts';
import { bindEndpoint } from '../../platform/http/bind-endpoint.ts';
import type { HttpServer } from '../../platform/http/http-server.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { createdIn, writeByRest } from '../plan/public.ts';
import { findPhaseText, findProjectText, listDependencyPage, listPhasePage, listProjectPage } from './projects-store.ts';
import { createPhaseCommands, createProjectCommands, updatePhaseCommands, updateProjectCommands } from './rest-commands.ts';

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
    return writeByRest(
      call,
      () => createProjectCommands(id, call.body),
      (plan, change) => withValues(plan, createdIn('project')(plan, change)),
    );
  });
  bindEndpoint(server, updateProject, async (call) => {
    const { id } = call.params;
    return writeByRest(
      call,
      (plan) => updateProjectCommands(id, call.body, plan.projects.get(id)),
      (plan) => withValues(plan, plan.projects.get(id)),
    );
  });
  bindEndpoint(server, deleteProject, async (call) => {
    await writeByRest(
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
    return writeByRest(
      call,
      () => createPhaseCommands(id, call.params.id, call.body),
      (plan, change) => withValues(plan, createdIn('phase')(plan, change)),
    );
  });
  bindEndpoint(server, updatePhase, async (call) => {
    const { id } = call.params;
    return writeByRest(
      call,
      (plan) => updatePhaseCommands(id, call.body, plan.phases.get(id)),
      (plan) => withValues(plan, plan.phases.get(id)),
    );
  });
  bindEndpoint(server, deletePhase, async (call) => {
    await writeByRest(
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
    return writeByRest(call, () => [{ kind: 'dependency.link', ...call.body, id }], createdIn('dependency'));
  });
  bindEndpoint(server, updateDependency, async (call) => {
    const { id } = call.params;
    return writeByRest(
      call,
      () => [{ kind: 'dependency.update', id, ...call.body }],
      (plan) => plan.dependencies.get(id),
    );
  });
  bindEndpoint(server, deleteDependency, async (call) => {
    await writeByRest(
      call,
      () => [{ kind: 'dependency.unlink', id: call.params.id }],
      () => true,
    );
  });
}

type WithValues<Item> = Item & { customValues: Record<string, CellValue> };

function withValues<Item extends Project | Phase>(plan: Plan, item: Item | undefined): WithValues<Item> | undefined {
  return (
    item && { ...item, customValues: Object.fromEntries(customValuesOf(plan, item.id).map(({ columnId, value }) => [columnId, value])) }
  );
}

function found(text: string | undefined): Answer {
  if (text === undefined)
    throw new ProblemError('not_found', { errors: [{ field: 'id', message: 'there is nothing with this id, or you may not see it' }] });
  return jsonAnswer(text);
}
