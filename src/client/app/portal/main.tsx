import '../../ui/styles/layers.css';
import '../../ui/styles/tokens.css';
import '../../ui/styles/chart-tokens.css';
import '../../ui/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { reloadAfterUpdate } from '../reload-after-update.ts';
import { applyTheme, storedTheme } from '../theme.ts';
import { Portal } from './portal.tsx';

applyTheme(storedTheme());
reloadAfterUpdate();

const root = document.getElementById('root');
if (!root) throw new Error('admin.html has no element "root"');
createRoot(root).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
