import { useContext, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { Banner } from '../../ui/banner.tsx';
import { useToastFloor } from '../../ui/toast-lift.ts';
import styles from './connection-banner.module.css';

const neverChanges = () => () => undefined;
/** A short gap is nobody's business. */
const PATIENCE_MS = 2500;

/**
 * Says when changes do not get through, what that means for one's own work, and asks before a page with unsaved changes is left.
 * At the foot, where it comes and goes without moving what one is looking at.
 */
export function ConnectionBanner() {
  const store = useContext(PlanStoreContext);
  const subscribe = store?.subscribe ?? neverChanges;
  const connection = useSyncExternalStore(subscribe, () => store?.connection ?? 'live');
  const pendingCount = useSyncExternalStore(subscribe, () => store?.pendingCount ?? 0);
  useEffect(() => {
    if (pendingCount === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [pendingCount]);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (connection === 'live') return undefined;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [connection]);
  if (connection === 'live' || !isLong) return null;
  const waiting =
    pendingCount === 0 ? '' : ` ${pendingCount === 1 ? 'One change waits' : `${String(pendingCount)} changes wait`} to be saved.`;
  return (
    <Foot>
      <Banner tone="warning" className={styles.banner}>
        {connection === 'offline' ? 'You are offline.' : 'The connection to the server is interrupted. Trying again…'}
        {waiting} Changes of others appear as soon as the connection is back.
      </Banner>
    </Foot>
  );
}

function Foot({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useToastFloor(ref);
  return (
    <div ref={ref} className={styles.foot}>
      {children}
    </div>
  );
}
