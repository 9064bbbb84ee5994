/**
 * `/api/ws` messages, JSON text frames. The server sends `hello` first, then every revision in order; a `change` without
 * `change` was too large for a frame: ask `GET /api/changes`. The client sends nothing but `ping`.
 */
import type { z } from 'zod';
import type { changeSchema } from './changes.ts';
import type { ProblemCode } from './problems.ts';

export type ChangeMessage = z.input<typeof changeSchema>;

/** Lists that are no part of the plan; a page that shows one reads it again. */
export const listNames = ['baselines', 'views', 'settings'] as const;
export type ListName = (typeof listNames)[number];

export type ServerMessage =
  | { readonly type: 'hello'; readonly revision: number }
  | { readonly type: 'change'; readonly revision: number; readonly change?: ChangeMessage }
  | { readonly type: 'listChanged'; readonly list: ListName }
  /** The session ended or its rights changed: the client asks `GET /api/auth/me` again. */
  | { readonly type: 'rightsChanged' }
  | { readonly type: 'bye'; readonly code: ProblemCode }
  | { readonly type: 'pong' };

export type ClientMessage = { readonly type: 'ping' };
