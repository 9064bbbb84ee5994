import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { cx } from './cx.ts';
import styles from './tabs.module.css';

export type TabsProps<Key extends string> = {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly title: string; readonly content: ReactNode }[];
  readonly value?: Key;
  readonly onChange?: (key: Key) => void;
  readonly className?: string | undefined;
};

/** Several panels in one place. */
export function Tabs<Key extends string>({ label, tabs, value, onChange, className }: TabsProps<Key>) {
  return (
    <AriaTabs
      {...(value === undefined ? {} : { selectedKey: value })}
      onSelectionChange={(key) => {
        const tab = tabs.find((tab) => tab.key === key);
        if (tab) onChange?.(tab.key);
      }}
      className={cx(styles.tabs, className)}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.key} id={tab.key} className={styles.tab ?? ''}>
            {tab.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
