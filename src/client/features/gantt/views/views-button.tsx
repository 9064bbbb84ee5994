import { useQuery } from '@tanstack/react-query';
import { Bookmark, ChevronDown } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { viewsQuery } from '../../../data/reference.ts';
import { useViewState, type SavedState } from '../../../data/view-state.ts';
import { Button } from '../../../ui/button.tsx';
import { MenuTrigger } from '../../../ui/menu.tsx';
import styles from './views.module.css';
import { early } from '../../../ui/early-parts.ts';

const loadMenu = early(async () => ({ default: (await import('./views-menu.tsx')).ViewsMenu }));
const ViewsMenu = lazy(loadMenu);
const ViewDialog = lazy(early(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog })));

/** Which view of the plan is open, and the way to others. */
export function ViewsButton() {
  const { state, savedState, openView } = useViewState();
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<'new' | 'edit' | 'delete'>();
  const { data: views = [] } = useQuery({ ...viewsQuery, enabled: isOpen || state.viewId !== undefined });
  const view = views.find(({ id }) => id === state.viewId);
  // An address that names a view and nothing else means what the view holds.
  const isBareRef = useRef(state.viewId !== undefined && Object.keys(savedState).length === 0);
  useEffect(() => {
    if (!isBareRef.current || !view) return;
    isBareRef.current = false;
    openView(view);
  }, [view, openView]);
  const isChanged = view !== undefined && !isSameView(view.state, savedState);
  return (
    <>
      <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button
          size="small"
          tone="quiet"
          icon={<Bookmark size={15} />}
          className={styles.button}
          onHoverStart={() => void loadMenu().catch(() => undefined)}
        >
          <span className={styles.name}>{view?.name ?? 'Views'}</span>
          {isChanged ? <span className={styles.changed}>changed</span> : null}
          <ChevronDown size={14} aria-hidden className={styles.chevron} />
        </Button>
        <Suspense fallback={null}>
          {isOpen ? <ViewsMenu views={views} view={view} isChanged={isChanged} onDialog={setDialog} /> : <></>}
        </Suspense>
      </MenuTrigger>
      {dialog === undefined || (dialog !== 'new' && !view) ? null : (
        <Suspense fallback={null}>
          <ViewDialog kind={dialog} view={view} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** Zooming in a view does not make it another one. */
function isSameView(a: SavedState, b: SavedState): boolean {
  const partsOf = (state: SavedState) =>
    Object.entries(state)
      .filter(([key]) => key !== 'zoom' && key !== 'cell')
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join('\n');
  return partsOf(a) === partsOf(b);
}
