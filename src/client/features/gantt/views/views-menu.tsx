import { useQueryClient } from '@tanstack/react-query';
import { Link2, Pencil, RotateCcw, Save, Trash2 } from 'lucide-react';
import type { SavedView, ViewVisibility } from '../../../../contract/views.ts';
import { call } from '../../../data/call.ts';
import { viewsQuery } from '../../../data/reference.ts';
import { useViewState } from '../../../data/view-state.ts';
import { announce } from '../../../ui/announce.ts';
import { Menu, MenuItem, MenuSection } from '../../../ui/menu.tsx';
import { useToasts } from '../../../ui/toast.tsx';

export type ViewsMenuProps = {
  readonly views: readonly SavedView[];
  readonly view: SavedView | undefined;
  readonly isChanged: boolean;
  readonly onDialog: (kind: 'new' | 'edit' | 'delete') => void;
};

const sections: readonly (readonly [ViewVisibility, string])[] = [
  ['private', 'My views'],
  ['site', 'Views of the site'],
  ['shared', 'For everybody'],
];

/** The saved views, and what can be done with the open one. */
export function ViewsMenu({ views, view, isChanged, onDialog }: ViewsMenuProps) {
  const { openView } = useViewState();
  const toasts = useToasts();
  const save = useSaveChanges();
  const actions: Readonly<Record<string, () => void>> = {
    usual: () => openView(undefined),
    save: () => void (view && save(view)),
    new: () => onDialog('new'),
    edit: () => onDialog('edit'),
    delete: () => onDialog('delete'),
    link: () => void navigator.clipboard.writeText(window.location.href).then(() => toasts.show({ text: 'Link copied' })),
  };
  const choose = (id: string): void => {
    const chosen = views.find((other) => other.id === id);
    if (!chosen) return;
    openView(chosen);
    announce(`View ${chosen.name}`);
  };
  const isForeign = view?.canEdit === false;
  return (
    <Menu
      label="Views"
      placement="bottom start"
      onAction={(key) => {
        const action = actions[String(key)];
        if (action) action();
        else choose(String(key));
      }}
      disabledKeys={[...(view && isChanged && !isForeign ? [] : ['save']), ...(view && !isForeign ? [] : ['edit', 'delete'])]}
    >
      {sections.map(([visibility, title]) => {
        const listed = views.filter((other) => other.visibility === visibility);
        return listed.length === 0 ? null : (
          <MenuSection key={visibility} title={title} selectionMode="single" selectedKeys={view ? [view.id] : []}>
            {listed.map(({ id, name }) => (
              <MenuItem key={id} id={id}>
                {name}
              </MenuItem>
            ))}
          </MenuSection>
        );
      })}
      <MenuSection>
        <MenuItem id="save" icon={<Save />}>
          {view && isForeign ? `Save changes (this view is ${view.ownerName}’s)` : 'Save changes'}
        </MenuItem>
        <MenuItem id="new" icon={<Save />}>
          Save as a new view…
        </MenuItem>
        <MenuItem id="edit" icon={<Pencil />}>
          Rename or share…
        </MenuItem>
        <MenuItem id="delete" icon={<Trash2 />} isDanger>
          Delete…
        </MenuItem>
        <MenuItem id="link" icon={<Link2 />}>
          Copy a link to this view
        </MenuItem>
        <MenuItem id="usual" icon={<RotateCcw />}>
          Everything as usual
        </MenuItem>
      </MenuSection>
    </Menu>
  );
}

/** Keeps the present state in a view. */
function useSaveChanges(): (view: SavedView) => Promise<void> {
  const { savedState } = useViewState();
  const client = useQueryClient();
  const toasts = useToasts();
  return async ({ id, name, visibility, siteId }) => {
    try {
      await call('replaceView', { params: { id }, body: { name, visibility, siteId, state: savedState } });
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      toasts.show({ tone: 'success', text: `${name} saved` });
    } catch (error) {
      toasts.show({ tone: 'error', text: 'Not saved', detail: error instanceof Error ? error.message : String(error) });
    }
  };
}
