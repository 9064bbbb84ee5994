import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { settingsQuery } from '../../data/reference.ts';
import { MeContext, meQuery } from '../../data/session.ts';
import { createPageActions, PageActionsContext } from '../../data/page-actions.ts';
import { WeekStartContext } from '../../ui/week-start.ts';
import { CommandPalette, SignInAgain, useEarlyParts } from '../lazy-parts.ts';
import { TypedAhead } from '../palette/typed-ahead.tsx';
import { PlanProvider } from '../plan-boundary.tsx';
import { isSessionLeft, resumeSession } from '../session-hold.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import { NavigationSheet } from './navigation-sheet.tsx';
import { PlanNotices } from './plan-notices.tsx';
import { ProjectDialogsProvider } from './project-dialogs.tsx';
import styles from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { useLostFocus } from './use-lost-focus.ts';
import { useShellKeys } from './use-shell-keys.ts';
import { useScreenTitle } from './use-screen-title.ts';
import { useSidebar } from './use-sidebar.ts';
import { ViewProvider } from './view-provider.tsx';

/** The frame around every screen of a signed-in person. */
export function Shell() {
  const { data: me } = useQuery(meQuery);
  const router = useRouter();
  const [pageActions] = useState(createPageActions);
  const [present, setPresent] = useState(me);
  if (me && me !== present && (!present || present.id === me.id)) setPresent(me);
  useEffect(() => {
    const { pathname, href } = router.state.location;
    if (me === null && !present && pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
    if (!me || !present) return;
    // What is open belongs to the person before.
    if (me.id !== present.id) window.location.reload();
    else if (me.mustChangePassword) void router.navigate({ to: '/change-password', search: { next: href } });
    else resumeSession();
  }, [me, present, router]);
  const weekStart = useQuery({ ...settingsQuery, enabled: me !== null && me !== undefined }).data?.weekStart;
  if (!present) return null;
  return (
    <MeContext value={present}>
      <WeekStartContext value={weekStart}>
        <PlanProvider me={present}>
          <ViewProvider>
            <PageActionsContext value={pageActions}>
              <ProjectDialogsProvider>
                <Frame />
                {me === null && !isSessionLeft() ? (
                  <Suspense>
                    <SignInAgain me={present} />
                  </Suspense>
                ) : null}
              </ProjectDialogsProvider>
            </PageActionsContext>
          </ViewProvider>
        </PlanProvider>
      </WeekStartContext>
    </MeContext>
  );
}

function Frame() {
  const sidebar = useSidebar();
  const [isSheetOpen, setSheetOpen] = useState(false);
  /** What is typed in the palette; undefined: it is closed. */
  const [paletteText, setPaletteText] = useState<string>();
  const openPalette = () => setPaletteText((text) => text ?? '');
  const closePalette = useCallback(() => setPaletteText(undefined), []);
  const typeAhead = useCallback((change: (text: string) => string) => setPaletteText((text) => change(text ?? '')), []);
  useShellKeys({ onPalette: openPalette, onSidebar: sidebar.toggle });
  useEarlyParts(true);
  useLostFocus();
  const title = useScreenTitle();
  return (
    <div className={styles.shell}>
      <title>{title}</title>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <Header
        isSidebarOpen={sidebar.isOpen}
        onToggleSidebar={sidebar.toggle}
        onOpenSheet={() => setSheetOpen(true)}
        onOpenPalette={openPalette}
      />
      <div className={styles.side}>
        <Sidebar isCollapsed={!sidebar.isOpen} />
      </div>
      <main id="content" className={styles.content} tabIndex={-1}>
        <div className={styles.view}>
          <Outlet />
        </div>
        <ConnectionBanner />
      </main>
      <NavigationSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
      <PlanNotices />
      {paletteText === undefined ? null : (
        <>
          <TypedAhead onType={typeAhead} onClose={closePalette} />
          <Suspense>
            <CommandPalette text={paletteText} onTextChange={setPaletteText} onClose={closePalette} />
          </Suspense>
        </>
      )}
    </div>
  );
}
