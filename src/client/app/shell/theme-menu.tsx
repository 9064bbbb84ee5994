import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/menu.tsx';
import { chooseTheme, themes, useTheme, type Theme } from '../theme.ts';

const texts: Readonly<Record<Theme, string>> = { system: 'Like the computer', light: 'Light', dark: 'Dark' };
const icons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export function ThemeMenu() {
  const theme = useTheme();
  return (
    <MenuTrigger>
      <IconButton icon={icons[theme]} label={`Theme: ${texts[theme]}`} />
      <Menu label="Theme">
        <MenuSection
          title="Theme"
          selectionMode="single"
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const chosen = themes.find((theme) => keys !== 'all' && keys.has(theme));
            if (chosen) chooseTheme(chosen);
          }}
        >
          {themes.map((theme) => (
            <MenuItem key={theme} id={theme}>
              {texts[theme]}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
