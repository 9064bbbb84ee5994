import { useNavigate } from '@tanstack/react-router';
import { KeyRound, LogOut, MonitorSmartphone } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useMe } from '../../data/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/menu.tsx';
import styles from './user-menu.module.css';
import { useSignOut } from './use-sign-out.ts';

export function UserMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={`Account of ${me.name}`}>
        <Avatar name={me.name} />
      </Button>
      <Menu label="Account">
        <MenuSection title={`${me.name} · ${me.email}`}>
          <MenuItem icon={<KeyRound />} onAction={() => void navigate({ to: '/account' })}>
            Profile and password
          </MenuItem>
          <MenuItem icon={<MonitorSmartphone />} onAction={() => void navigate({ to: '/account', hash: 'sessions' })}>
            Sessions
          </MenuItem>
        </MenuSection>
        <MenuSection>
          <MenuItem icon={<LogOut />} onAction={() => void signOut()}>
            Sign out
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
