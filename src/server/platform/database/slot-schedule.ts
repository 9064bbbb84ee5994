export type SlotLimits = {
  /** Connections to one server from this process, of all keys together. */
  readonly maxSlots: number;
  readonly maxSlotsPerKey: number;
  /** Connections of a key that stay open while it is in use now and then; what is beyond is closed soon after a peak. */
  readonly keptSlotsPerKey: number;
  readonly maxWaiting: number;
  readonly maxWaitingPerKey: number;
  readonly idleMs: number;
  readonly overflowIdleMs: number;
};

export type Decision<Ticket> =
  /** The connection in the slot is the caller's. */
  | { readonly kind: 'lend'; readonly slot: number; readonly ticket: Ticket }
  /** The caller gets a new connection in this slot, after the one that may be there, of another key, is closed. */
  | { readonly kind: 'open'; readonly slot: number; readonly key: string; readonly ticket: Ticket }
  | { readonly kind: 'wait' }
  /** The connection is kept for its key a moment more, until `settle`: a request asks several times in a row. */
  | { readonly kind: 'hold'; readonly slot: number }
  /** Too many wait already. */
  | { readonly kind: 'refuse' };

type Slot = { key: string; isBusy: boolean; isHeld: boolean; idleSinceMs: number; streak: number };
type KeyState<Ticket> = { slots: number; busy: number; readonly idle: number[]; readonly waiting: { ticket: Ticket; turn: number }[] };

/** A connection serves its own key this often in a row while others wait: changing hands costs a new connection. */
const STREAK = 4;
/** As often it is held for the next statement of the same request. */
const HELD_STREAK = 12;

/**
 * Who gets which of a server's few connections: decisions alone, no connections and no clock. A key is a tenant. One that
 * asks gets its own idle connection, else room for a new one, else the place of the connection that was idle longest;
 * else it waits. What comes back goes to the waiting key that holds the fewest, so that a flood from one starves no other.
 */
export class SlotSchedule<Ticket> {
  readonly #limits: SlotLimits;
  readonly #slots = new Map<number, Slot>();
  /** In the order in which they became idle. */
  readonly #idle = new Set<number>();
  readonly #keys = new Map<string, KeyState<Ticket>>();
  readonly #waitingKeys = new Set<string>();
  #waiting = 0;
  #nextSlot = 1;
  #nextTurn = 1;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  get figures(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    return { total: this.#slots.size, idle: this.#idle.size, waiting: this.#waiting };
  }

  figuresOf(key: string): { readonly total: number; readonly idle: number; readonly waiting: number } {
    const state = this.#keys.get(key);
    return { total: state?.slots ?? 0, idle: state?.idle.length ?? 0, waiting: state?.waiting.length ?? 0 };
  }

  request(key: string, ticket: Ticket): Decision<Ticket> {
    const state = this.#stateOf(key);
    const own = state.idle.at(-1);
    if (own !== undefined) return this.#lend(own, ticket, this.#getSlot(own).streak);
    if (state.slots < this.#limits.maxSlotsPerKey) {
      const place = this.#placeFor(key);
      if (place !== undefined) return { kind: 'open', slot: place, key, ticket };
    }
    if (this.#waiting >= this.#limits.maxWaiting || state.waiting.length >= this.#limits.maxWaitingPerKey) {
      this.#forgetIfUnused(key);
      return { kind: 'refuse' };
    }
    state.waiting.push({ ticket, turn: this.#nextTurn++ });
    this.#waitingKeys.add(key);
    this.#waiting += 1;
    return { kind: 'wait' };
  }

  /** A busy slot comes back. Undefined: nobody waits; an unusable one is then gone. */
  release(id: number, isUsable: boolean, nowMs: number): Decision<Ticket> | undefined {
    const slot = this.#slots.get(id);
    if (!slot?.isBusy) throw new Error('a slot came back that was not lent');
    slot.isBusy = false;
    this.#stateOf(slot.key).busy -= 1;
    const next = this.#nextKey(slot);
    const isHeld = isUsable && next !== undefined && next !== slot.key && slot.streak < HELD_STREAK;
    if (next !== undefined && !isHeld) {
      const ticket = this.#takeWaiting(next);
      if (next === slot.key && isUsable) return this.#lend(id, ticket, slot.streak + 1);
      this.#assign(id, next);
      return { kind: 'open', slot: id, key: next, ticket };
    }
    if (!isUsable) {
      this.#remove(id);
      return undefined;
    }
    slot.idleSinceMs = nowMs;
    slot.streak = isHeld ? slot.streak + 1 : 0;
    slot.isHeld = isHeld;
    this.#idle.add(id);
    this.#stateOf(slot.key).idle.push(id);
    return isHeld ? { kind: 'hold', slot: id } : undefined;
  }

  /** The moment is over for which a slot was held. Ask for `next` then. */
  settle(id: number): void {
    const slot = this.#slots.get(id);
    if (slot) slot.isHeld = false;
  }

  /** Whoever waits and could be served; to be asked until there is nobody, after `settle`, `lose` and `drop`. */
  next(): Decision<Ticket> | undefined {
    const key = this.#nextKey();
    const place = key === undefined ? undefined : this.#placeFor(key);
    if (key === undefined || place === undefined) return undefined;
    return { kind: 'open', slot: place, key, ticket: this.#takeWaiting(key) };
  }

  /** The connection of a slot broke: an idle slot is gone; false when it is busy and comes back by `release`. */
  lose(id: number): boolean {
    if (!this.#idle.has(id)) return false;
    this.#remove(id);
    return true;
  }

  /** False when it does not wait any more. */
  cancel(key: string, ticket: Ticket): boolean {
    const state = this.#keys.get(key);
    const index = state?.waiting.findIndex((entry) => entry.ticket === ticket) ?? -1;
    if (!state || index < 0) return false;
    state.waiting.splice(index, 1);
    this.#noteTaken(key, state);
    this.#forgetIfUnused(key);
    return true;
  }

  /** Takes the idle slots that have been so for too long; their connections are to be closed. */
  reap(nowMs: number): readonly number[] {
    const { idleMs, overflowIdleMs, keptSlotsPerKey } = this.#limits;
    const old: number[] = [];
    for (const id of this.#idle) {
      const slot = this.#slots.get(id);
      if (!slot) continue;
      const isOverflow = this.#stateOf(slot.key).slots > keptSlotsPerKey;
      if (nowMs - slot.idleSinceMs < (isOverflow ? overflowIdleMs : idleMs)) continue;
      this.#remove(id);
      old.push(id);
    }
    return old;
  }

  /** Takes a key's idle slots and those who wait for it; what is busy comes back by `release`. */
  drop(key: string): { readonly slots: readonly number[]; readonly tickets: readonly Ticket[] } {
    const state = this.#keys.get(key);
    if (!state) return { slots: [], tickets: [] };
    const tickets = state.waiting.splice(0).map(({ ticket }) => ticket);
    this.#waiting -= tickets.length;
    this.#waitingKeys.delete(key);
    const slots = [...state.idle];
    for (const id of slots) this.#remove(id);
    this.#forgetIfUnused(key);
    return { slots, tickets };
  }

  #stateOf(key: string): KeyState<Ticket> {
    const known = this.#keys.get(key);
    if (known) return known;
    const state: KeyState<Ticket> = { slots: 0, busy: 0, idle: [], waiting: [] };
    this.#keys.set(key, state);
    return state;
  }

  /** Room for one more, or what was idle longest; busy for the key from now on. */
  #placeFor(key: string): number | undefined {
    if (this.#slots.size < this.#limits.maxSlots) {
      const id = this.#nextSlot++;
      this.#slots.set(id, { key, isBusy: false, isHeld: false, idleSinceMs: 0, streak: 0 });
      this.#stateOf(key).slots += 1;
      this.#occupy(id);
      return id;
    }
    let oldest: number | undefined;
    for (const id of this.#idle) if (oldest === undefined && !this.#getSlot(id).isHeld) oldest = id;
    if (oldest === undefined) return undefined;
    this.#assign(oldest, key);
    return oldest;
  }

  #lend(id: number, ticket: Ticket, streak = 0): Decision<Ticket> {
    this.#occupy(id, streak);
    return { kind: 'lend', slot: id, ticket };
  }

  #assign(id: number, key: string): void {
    const slot = this.#getSlot(id);
    this.#leaveIdle(id, slot);
    if (slot.key !== key) {
      this.#stateOf(slot.key).slots -= 1;
      this.#forgetIfUnused(slot.key);
      slot.key = key;
      this.#stateOf(key).slots += 1;
    }
    this.#occupy(id);
  }

  #occupy(id: number, streak = 0): void {
    const slot = this.#getSlot(id);
    this.#leaveIdle(id, slot);
    slot.isBusy = true;
    slot.isHeld = false;
    slot.streak = streak;
    this.#stateOf(slot.key).busy += 1;
  }

  #leaveIdle(id: number, slot: Slot): void {
    if (!this.#idle.delete(id)) return;
    const { idle } = this.#stateOf(slot.key);
    idle.splice(idle.indexOf(id), 1);
  }

  #remove(id: number): void {
    const slot = this.#getSlot(id);
    this.#leaveIdle(id, slot);
    this.#slots.delete(id);
    this.#stateOf(slot.key).slots -= 1;
    this.#forgetIfUnused(slot.key);
  }

  #getSlot(id: number): Slot {
    const slot = this.#slots.get(id);
    if (!slot) throw new Error('there is no such slot');
    return slot;
  }

  /** Of those who wait and may have the slot: who holds the fewest, then who waits longest. */
  #nextKey(slot?: Slot): string | undefined {
    if (slot && slot.streak < STREAK && this.#waitingKeys.has(slot.key)) return slot.key;
    let best: { key: string; busy: number; turn: number } | undefined;
    for (const key of this.#waitingKeys) {
      const { slots, busy, waiting } = this.#stateOf(key);
      if (key !== slot?.key && slots >= this.#limits.maxSlotsPerKey) continue;
      const turn = waiting[0]?.turn ?? 0;
      if (!best || busy < best.busy || (busy === best.busy && turn < best.turn)) best = { key, busy, turn };
    }
    return best?.key;
  }

  #takeWaiting(key: string): Ticket {
    const state = this.#stateOf(key);
    const first = state.waiting.shift();
    if (!first) throw new Error('nobody waits for this key');
    this.#noteTaken(key, state);
    return first.ticket;
  }

  #noteTaken(key: string, state: KeyState<Ticket>): void {
    this.#waiting -= 1;
    if (state.waiting.length === 0) this.#waitingKeys.delete(key);
  }

  #forgetIfUnused(key: string): void {
    const state = this.#keys.get(key);
    if (state && state.slots === 0 && state.waiting.length === 0) this.#keys.delete(key);
  }
}
