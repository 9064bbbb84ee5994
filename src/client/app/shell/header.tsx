import { Link, useMatchRoute } from '@tanstack/react-router';
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Redo2, Search, Undo2 } from 'lucide-react';
import { useMe } from '../../data/session.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Logo } from '../../ui/logo.tsx';
import strip from '../../ui/scroll-strip.module.css';
import styles from './header.module.css';
import { SitePicker } from './site-picker.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { TimelineControls } from './timeline-controls.tsx';
import { useHasProjects, useUndo } from './use-plan-state.ts';
import { UserMenu } from './user-menu.tsx';

export type HeaderProps = {
  readonly isSidebarOpen: boolean;
  readonly onToggleSidebar: () => void;
  readonly onOpenSheet: () => void;
  readonly onOpenPalette: () => void;
};

/** The bar over every screen; the timeline's controls only where there is a timeline. */
export function Header({ isSidebarOpen, onToggleSidebar, onOpenSheet, onOpenPalette }: HeaderProps) {
  const me = useMe();
  const isGantt = Boolean(useMatchRoute()({ to: '/gantt' }));
  const hasProjects = useHasProjects();
  const isTimeline = isGantt && hasProjects;
  const { undo, redo } = useUndo();
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <IconButton className={styles.narrowOnly} icon={<MenuIcon />} label="Menu" onPress={onOpenSheet} />
        <IconButton
          className={styles.wideOnly}
          icon={isSidebarOpen ? <PanelLeftClose /> : <PanelLeftOpen />}
          label={isSidebarOpen ? 'Collapse sidebar' : 'Expand sidebar'}
          keys="["
          onPress={onToggleSidebar}
        />
        <Link to="/" className={styles.home} aria-label={me.instanceTitle}>
          <Logo size={26} />
          <span className={styles.title}>{me.instanceTitle}</span>
        </Link>
      </div>
      {isTimeline ? (
        <div className={cx(styles.controls, strip.strip)}>
          <SitePicker />
          <TimelineControls />
        </div>
      ) : null}
      <div className={styles.tools}>
        <IconButton icon={<Undo2 />} label={undo.label} keys="Ctrl+Z" isDisabled={undo.isDisabled} onPress={undo.run} />
        <IconButton icon={<Redo2 />} label={redo.label} keys="Ctrl+Y" isDisabled={redo.isDisabled} onPress={redo.run} />
        <span className={styles.divider} />
        <IconButton icon={<Search />} label="Search and commands" keys="Ctrl+K" onPress={onOpenPalette} />
        <ThemeMenu />
        <UserMenu />
      </div>
    </header>
  );
}
