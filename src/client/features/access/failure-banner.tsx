import type { SignInOptions } from '../../../contract/sso.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './access.module.css';

/** How an attempt at the provider ended, as the address names it. */
export type FailureInAddress = { readonly code: string; readonly reference: string | undefined };

export type FailureBannerProps = FailureInAddress & {
  /** The same in words; undefined where the code is not known. */
  readonly words: NonNullable<SignInOptions['failure']> | undefined;
};

/** What happened, what to do, and small what to give to an administrator. */
export function FailureBanner({ code, reference, words }: FailureBannerProps) {
  return (
    <Banner tone={code === 'cancelled' ? 'info' : 'danger'}>
      <p className={styles.failureTitle}>{words?.title ?? 'You were not signed in'}</p>
      <p>{words?.message ?? 'Try again. If it stays so, give your administrator the code below.'}</p>
      <p className={styles.failureCode}>
        For your administrator: <code>{reference === undefined ? code : `${code} · ${reference}`}</code>
      </p>
    </Banner>
  );
}
