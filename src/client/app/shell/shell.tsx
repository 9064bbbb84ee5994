import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { MeContext, meQuery } from '../../data/session.ts';
import { PlanProvider } from '../plan-boundary.tsx';
import { Header } from './header.tsx';
import styles from './shell.module.css';
import { ViewProvider } from './view-provider.tsx';

/** The frame around every screen of a signed-in person. */
export function Shell() {
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  return (
    <MeContext value={me}>
      <PlanProvider me={me}>
        <ViewProvider>
          <div className={styles.shell}>
            <a className={styles.skip} href="#content">
              Skip to content
            </a>
            <Header />
            <main id="content" className={styles.content} tabIndex={-1}>
              <Outlet />
            </main>
          </div>
        </ViewProvider>
      </PlanProvider>
    </MeContext>
  );
}
