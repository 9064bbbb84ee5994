import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { roleHas } from '../../../../contract/roles.ts';
import type { SavedView, SavedViewId, ViewVisibility } from '../../../../contract/views.ts';
import { createUuid } from '../../../../lib/uuid.ts';
import type { SiteId } from '../../../../planning/model.ts';
import { call } from '../../../data/call.ts';
import { usePlan } from '../../../data/plan-context.ts';
import { viewsQuery } from '../../../data/reference.ts';
import { useMe } from '../../../data/session.ts';
import { useViewState } from '../../../data/view-state.ts';
import { announce } from '../../../ui/announce.ts';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { focusOnce } from '../../../ui/focus-once.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export type ViewDialogProps = {
  readonly kind: 'new' | 'edit' | 'delete';
  /** The open view; it is there unless a new one is made. */
  readonly view: SavedView | undefined;
  readonly onClose: () => void;
};

/** Names a view and says whom it is for, or asks before it is deleted. */
export function ViewDialog({ kind, view, onClose }: ViewDialogProps) {
  const { failure, isPending, run } = useSaving(onClose);
  const { update } = useViewState();
  if (kind !== 'delete') return <ViewForm view={kind === 'edit' ? view : undefined} {...{ failure, isPending, run, onClose }} />;
  if (!view) return null;
  const remove = async (): Promise<void> => {
    await call('deleteView', { params: { id: view.id } });
    update({ viewId: undefined });
    announce(`View ${view.name} deleted`);
  };
  return (
    <ConfirmDialog
      title={`Delete the view ${view.name}?`}
      confirmLabel="Delete"
      isOpen
      isPending={isPending}
      onConfirm={() => run(remove)}
      onClose={onClose}
    >
      <p>
        {failure ?? (view.visibility === 'private' ? 'Rows and columns stay as they are now.' : 'It is gone for everybody who uses it.')}
      </p>
    </ConfirmDialog>
  );
}

function useSaving(onDone: () => void) {
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async (work: () => Promise<void>): Promise<void> => {
    setPending(true);
    setFailure(undefined);
    try {
      await work();
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      onDone();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setPending(false);
  };
  return { isPending, failure, run: (work: () => Promise<void>) => void save(work) };
}

type Audience = Exclude<ViewVisibility, 'site'> | `site:${string}`;

type ViewFormProps = Pick<ViewDialogProps, 'view' | 'onClose'> &
  Omit<ReturnType<typeof useSaving>, 'failure'> & { readonly failure: string | undefined };

/** Without a view, a new one of the present state is made. */
function ViewForm({ view, failure, isPending, run, onClose }: ViewFormProps) {
  const { plan } = usePlan();
  const me = useMe();
  const { savedState, update } = useViewState();
  const [name, setName] = useState(view?.name ?? '');
  const [audience, setAudience] = useState(() => audienceOf(view));
  const [isTried, setTried] = useState(false);
  const mayShare = roleHas(me.role, 'plan.write');
  const ownSites = [...plan.sites.values()].filter(({ id }) => me.role === 'admin' || me.siteIds.includes(id));
  const choices: readonly { readonly key: Audience; readonly label: string }[] = [
    { key: 'private', label: 'Only me' },
    ...(mayShare ? ownSites.map((site) => ({ key: `site:${site.id}` as const, label: `Everybody of ${site.name}` })) : []),
    ...(mayShare ? [{ key: 'shared' as const, label: 'Everybody' }] : []),
  ];
  const save = async (): Promise<void> => {
    const contents = { name: name.trim(), ...addresseesOf(audience) };
    if (view) {
      await call('replaceView', { params: { id: view.id }, body: { ...contents, state: view.state } });
    } else {
      // Born here, so that a repeated press makes no second one.
      const id = createUuid() as SavedViewId;
      await call('createView', { body: { id, screen: 'gantt', ...contents, state: savedState } });
      update({ viewId: id });
    }
    announce(`View ${contents.name} saved`);
  };
  const isUnnamed = name.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (!isUnnamed) run(save);
  };
  return (
    <FormDialog
      title={view ? 'Rename or share the view' : 'Save as a new view'}
      size="small"
      submitLabel="Save"
      isPending={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        maxLength={100}
        isRequired
        inputRef={focusOnce}
        error={isTried && isUnnamed ? 'Give it a name' : failure}
      />
      <Select
        label="Who sees it"
        choices={choices}
        value={audience}
        onChange={setAudience}
        description={
          mayShare
            ? 'A view keeps columns, order, filters, groups, row height, zoom, site and search.'
            : 'Superusers and administrators can save views for others.'
        }
      />
    </FormDialog>
  );
}

function audienceOf(view: SavedView | undefined): Audience {
  return view?.visibility === 'site' ? `site:${view.siteId ?? ''}` : (view?.visibility ?? 'private');
}

function addresseesOf(audience: Audience): Pick<SavedView, 'visibility' | 'siteId'> {
  if (audience === 'private' || audience === 'shared') return { visibility: audience, siteId: null };
  // The choices hold sites of the plan by their ids.
  return { visibility: 'site', siteId: audience.slice('site:'.length) as SiteId };
}
