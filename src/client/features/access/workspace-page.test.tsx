import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../data/api.ts';
import { WorkspacePage } from './workspace-page.tsx';

afterEach(cleanup);

function show(code: 'tenant_not_found' | 'tenant_inactive', isUnnamed = false) {
  const [onOpen, onRetry] = [vi.fn<(address: string) => void>(), vi.fn<() => void>()];
  const problem = new ProblemError({ code, detail: 'What the server says.' }, 404);
  render(<WorkspacePage problem={problem} isUnnamed={isUnnamed} onOpen={onOpen} onRetry={onRetry} />);
  return { onOpen, onRetry };
}

describe('the page in place of a workspace', () => {
  it('asks for the name and leads to its address, however it was typed', () => {
    const { onOpen } = show('tenant_not_found', true);
    fireEvent.change(screen.getByLabelText('Workspace'), { target: { value: ' Acme Labs ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(onOpen.mock.calls).toEqual([['/t/acme-labs/']]);
  });

  it('says what a name looks like instead of opening an address that cannot be', () => {
    const { onOpen } = show('tenant_not_found');
    expect(screen.getByText('What the server says.')).toBeTruthy();
    for (const value of ['', '../admin', '//evil.example', 'a--b', 'x']) {
      fireEvent.change(screen.getByLabelText('Workspace'), { target: { value } });
      fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    }
    expect(onOpen).not.toHaveBeenCalled();
    expect(screen.getByText(/such as acme-labs/)).toBeTruthy();
  });

  it('of an inactive one says so and lets try again', () => {
    const { onRetry } = show('tenant_inactive');
    expect(screen.getByRole('heading').textContent).toBe('This workspace is not active');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});
